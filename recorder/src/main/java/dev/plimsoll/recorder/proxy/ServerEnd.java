package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.ConnectionEnd;
import java.util.Optional;

/**
 * How an answer ended before it was whole.
 *
 * @param connection how the server ended the connection
 * @param isShared whether that connection carried others of the client's exchanges too, which have ended with it
 * @param stream the server's reset of this exchange alone
 */
record ServerEnd(ConnectionEnd connection, boolean isShared, Optional<StreamReset> stream) {}
