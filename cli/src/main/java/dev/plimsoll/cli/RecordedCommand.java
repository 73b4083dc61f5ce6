package dev.plimsoll.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * A command that runs with the recorder as its proxy, and with its CA as the only one; clients that read neither of these
 * variables are not recorded.
 */
record RecordedCommand(List<String> command, InetSocketAddress proxy, Path authority) {
    /**
     * Runs it to its end, with this process's input and output.
     *
     * @return its exit status
     */
    int run() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).inheritIO();
        var environment = builder.environment();
        var address = "http://" + proxy.getHostString() + ":" + proxy.getPort();
        // curl reads http_proxy in lower case alone.
        for (var variable : List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")) {
            environment.put(variable, address);
        }
        for (var variable : List.of("SSL_CERT_FILE", "CURL_CA_BUNDLE")) {
            environment.put(variable, authority.toAbsolutePath().toString());
        }
        for (var variable : List.of("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy")) {
            environment.remove(variable);
        }
        var process = builder.start();
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }
}
