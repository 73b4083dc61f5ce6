/** The certificate authority of the recorder, on disk. */
@NullMarked
package dev.plimsoll.recorder.ca;

import org.jspecify.annotations.NullMarked;
