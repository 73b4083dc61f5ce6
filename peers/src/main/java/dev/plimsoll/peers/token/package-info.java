/** A token service as Docker's registries use one, with keys and an account of its own. */
@NullMarked
package dev.plimsoll.peers.token;

import org.jspecify.annotations.NullMarked;
