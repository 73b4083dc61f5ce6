package dev.plimsoll.cli;

import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command that runs with the recorder as its proxy, and with its CA as the only one. Clients that read neither of these
 * variables are not recorded, and Go's never send 127.0.0.1 through a proxy.
 */
record RecordedCommand(List<String> command, InetSocketAddress recorder, Path authority, boolean isMirror) {
    /** Programs that leave the pulling to a service. */
    private static final Map<String, String> SERVICES =
            Map.of("docker", "dockerd", "ctr", "containerd", "nerdctl", "containerd", "crictl", "containerd");

    /**
     * Runs it to its end, with this process's input and output.
     *
     * @return its exit status
     */
    int run() throws InterruptedException {
        var builder = new ProcessBuilder(command).inheritIO();
        if (!isMirror) {
            leadThroughProxy(builder.environment());
        }
        var process = start(builder);
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }

    /** What somebody has to do for this command to be recorded, if it does not pull itself. */
    List<String> advice() {
        var program = Path.of(command.get(0)).getFileName();
        var service = Optional.ofNullable(program).map(name -> SERVICES.get(name.toString()));
        if (service.isEmpty()) {
            return List.of();
        } else if (isMirror) {
            return List.of("note: " + service.get() + " pulls from this mirror if the reference names it: "
                    + recorder.getHostString() + ":" + recorder.getPort() + "/NAME:TAG");
        }
        return List.of(
                "note: " + service.get() + " pulls, not " + program + ", and does not see this command's environment.",
                "      Start it with HTTPS_PROXY=" + address() + " and SSL_CERT_FILE=" + authority,
                "      or record with --mirror-of and --listen, and name the mirror in the reference.");
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ConfigurationException(command.get(0) + ": cannot be run: is it installed, and on the PATH?", e);
        }
    }

    private String address() {
        return "http://" + recorder.getHostString() + ":" + recorder.getPort();
    }

    private void leadThroughProxy(Map<String, String> environment) {
        var address = address();
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
    }
}
