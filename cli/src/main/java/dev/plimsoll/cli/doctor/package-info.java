/** What Plimsoll finds of what it needs on this machine, and what to do where something is missing; no network is asked. */
@NullMarked
package dev.plimsoll.cli.doctor;

import org.jspecify.annotations.NullMarked;
