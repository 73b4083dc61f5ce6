package dev.plimsoll.wire;

import dev.plimsoll.model.http.ConnectionEnd;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/** A socket that remembers how its peer ended it: Jetty's own takes a reset, and a missing close_notify, for an orderly end. */
final class EndNotingEndPoint extends SocketChannelEndPoint {
    private volatile ConnectionEnd end = ConnectionEnd.OPEN;

    EndNotingEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** OPEN, FIN or RESET. */
    ConnectionEnd end() {
        return end;
    }

    /** As the overridden method does it, but for the notes. */
    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (isInputShutdown()) {
            return -1;
        }
        int position = BufferUtil.flipToFill(buffer);
        int filled;
        try {
            filled = getChannel().read(buffer);
            if (filled > 0) {
                notIdle();
            } else if (filled < 0) {
                end = ConnectionEnd.FIN;
                shutdownInput();
            }
        } catch (SocketException e) {
            end = ConnectionEnd.RESET;
            shutdownInput();
            filled = -1;
        } finally {
            BufferUtil.flipToFlush(buffer, position);
        }
        return filled;
    }
}
