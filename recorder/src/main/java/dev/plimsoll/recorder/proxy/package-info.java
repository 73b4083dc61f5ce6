/** The front end on Jetty: forward proxy and mirror. */
@NullMarked
package dev.plimsoll.recorder.proxy;

import org.jspecify.annotations.NullMarked;
