/** Real registries started on this machine, one command a variant. */
@NullMarked
package dev.plimsoll.peers;

import org.jspecify.annotations.NullMarked;
