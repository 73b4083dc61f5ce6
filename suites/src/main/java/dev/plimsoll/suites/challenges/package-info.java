/** How a registry asks for credentials, and how clients answer. */
@NullMarked
package dev.plimsoll.suites.challenges;

import org.jspecify.annotations.NullMarked;
