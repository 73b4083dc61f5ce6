/** Where clients send credentials. */
@NullMarked
package dev.plimsoll.suites.credentials;

import org.jspecify.annotations.NullMarked;
