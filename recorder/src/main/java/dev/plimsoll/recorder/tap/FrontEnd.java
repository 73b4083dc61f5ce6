package dev.plimsoll.recorder.tap;

import java.io.Closeable;
import java.net.InetSocketAddress;

/** What stands between clients and servers and tells a tap of it; closed, it lets what is under way finish, and stops. */
public interface FrontEnd extends Closeable {
    /** Where clients connect. */
    InetSocketAddress address();
}
