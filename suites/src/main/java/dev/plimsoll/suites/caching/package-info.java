/** Validators, conditional requests and how long an answer may be kept. */
@NullMarked
package dev.plimsoll.suites.caching;

import org.jspecify.annotations.NullMarked;
