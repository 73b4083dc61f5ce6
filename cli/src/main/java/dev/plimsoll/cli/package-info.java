/** The plimsoll command, and the architecture tests that see every module. */
@NullMarked
package dev.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
