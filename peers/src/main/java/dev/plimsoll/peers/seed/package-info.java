/** The image that a registry started here has for its clients to pull. */
@NullMarked
package dev.plimsoll.peers.seed;

import org.jspecify.annotations.NullMarked;
