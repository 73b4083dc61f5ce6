/** HTTP/1.1 by Jetty whose heads are sent and read to the byte, shared by engine, replay server and recorder. */
@NullMarked
package dev.plimsoll.wire;

import org.jspecify.annotations.NullMarked;
