package dev.plimsoll.cli;

import dev.plimsoll.suites.target.ConfigurationException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses to listen on, as flags have them. */
final class ListenAddress {
    private static final Pattern GRAMMAR = Pattern.compile("(?:([^:\\[\\]]+|\\[[0-9a-fA-F:]+]):)?([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    private ListenAddress() {}

    /**
     * {@code HOST:PORT}, or a port of 127.0.0.1.
     *
     * @throws ConfigurationException if it is neither, or nobody knows the host
     */
    static InetSocketAddress parse(String option, String text) {
        var address = GRAMMAR.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group(2)) > LAST_PORT) {
            throw new ConfigurationException(
                    option + " \"" + text + "\" is no address to listen on, such as 127.0.0.1:5000");
        }
        var host = address.group(1) == null ? "127.0.0.1" : address.group(1);
        try {
            return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(address.group(2)));
        } catch (UnknownHostException e) {
            throw new ConfigurationException(option + ": no address is known for " + host, e);
        }
    }
}
