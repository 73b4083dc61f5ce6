/** The rulebook: checks, catalogue, runner, targets; in its tests the one JUnit bridge. */
@NullMarked
package dev.plimsoll.suites;

import org.jspecify.annotations.NullMarked;
