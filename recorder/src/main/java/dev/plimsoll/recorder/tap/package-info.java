/** What a front end tells of the traffic that passes it, and the capture that is made of it. */
@NullMarked
package dev.plimsoll.recorder.tap;

import org.jspecify.annotations.NullMarked;
