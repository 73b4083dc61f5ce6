/** Traffic that somebody printed: transcripts of {@code curl -v}, and messages one after the other in one text. */
@NullMarked
package dev.plimsoll.recorder.text;

import org.jspecify.annotations.NullMarked;
