/** Where blobs really come from: redirects, and what must not follow along. */
@NullMarked
package dev.plimsoll.suites.redirects;

import org.jspecify.annotations.NullMarked;
