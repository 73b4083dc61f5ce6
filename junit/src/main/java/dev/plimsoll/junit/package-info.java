/** Recorded registries for the tests of clients, as an extension of JUnit Jupiter. */
@NullMarked
package dev.plimsoll.junit;

import org.jspecify.annotations.NullMarked;
