/** The recorder's front end on browserup-proxy: a forward proxy that teams script already, made to stream and to tell. */
@NullMarked
package dev.plimsoll.recorder.browserup;

import org.jspecify.annotations.NullMarked;
