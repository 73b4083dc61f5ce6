package dev.plimsoll.cli;

import dev.plimsoll.suites.target.ConfigurationException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads where names lead, in the form {@code name:port:address:port}. */
final class Resolutions {
    private static final int LAST_PORT = 65_535;
    private static final String PORT = ":([0-9]{1,5})";

    /** The address is a number: what a name means would have to be resolved again. */
    private static final Pattern RESOLUTION =
            Pattern.compile("([^:\\[\\]]+)" + PORT + ":([0-9]+(?:\\.[0-9]+){3}|\\[[0-9a-fA-F:.]+])" + PORT);

    private Resolutions() {}

    /** @throws ConfigurationException if one is not of that form */
    static Map<String, InetSocketAddress> parse(List<String> texts) {
        var resolutions = new HashMap<String, InetSocketAddress>();
        for (var text : texts) {
            var parts = RESOLUTION.matcher(text);
            if (!parts.matches() || port(parts.group(2)) > LAST_PORT || port(parts.group(4)) > LAST_PORT) {
                throw wrong(text);
            }
            try {
                resolutions.put(
                        parts.group(1).toLowerCase(Locale.ROOT) + ":" + port(parts.group(2)),
                        new InetSocketAddress(InetAddress.getByName(parts.group(3)), port(parts.group(4))));
            } catch (UnknownHostException e) {
                throw wrong(text);
            }
        }
        return resolutions;
    }

    private static int port(String digits) {
        return Integer.parseInt(digits);
    }

    private static ConfigurationException wrong(String text) {
        return new ConfigurationException("--resolve " + text
                + " does not say where a name leads; use registry.plimsoll.test:443:127.0.0.1:8443");
    }
}
