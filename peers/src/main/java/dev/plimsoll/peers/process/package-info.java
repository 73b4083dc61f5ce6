/** Server programs: found, started on 127.0.0.1, waited for, and ended. */
@NullMarked
package dev.plimsoll.peers.process;

import org.jspecify.annotations.NullMarked;
