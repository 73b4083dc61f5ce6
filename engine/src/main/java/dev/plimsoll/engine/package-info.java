/** The reference pull engine: transports as small decorators, verification, archive writers. */
@NullMarked
package dev.plimsoll.engine;

import org.jspecify.annotations.NullMarked;
