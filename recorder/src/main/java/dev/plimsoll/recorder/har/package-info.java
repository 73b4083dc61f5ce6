/** HTTP Archives, version 1.2, in and out. */
@NullMarked
package dev.plimsoll.recorder.har;

import org.jspecify.annotations.NullMarked;
