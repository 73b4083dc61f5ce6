/** Drives the catalogue against a target and writes down what came of it. */
@NullMarked
package dev.plimsoll.suites.run;

import org.jspecify.annotations.NullMarked;
