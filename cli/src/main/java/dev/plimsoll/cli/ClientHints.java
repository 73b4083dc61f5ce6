package dev.plimsoll.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** How each client is pointed at a replay. */
final class ClientHints {
    private ClientHints() {}

    /** For clients that take a proxy and a CA. */
    static void printForProxy(PrintWriter out, InetSocketAddress proxy, Path authority) {
        var address = proxy.getHostString() + ":" + proxy.getPort();
        var file = authority.toAbsolutePath();
        out.println("  export HTTPS_PROXY=http://" + address + " SSL_CERT_FILE=" + file);
        out.println("    is all that skopeo, podman, buildah, crane and ctr need; dockerd and containerd need it in the"
                + " environment of the daemon");
        out.println("  curl --proxy http://" + address + " --cacert " + file + " https://…");
        out.println("    or without a proxy: curl --connect-to ::" + address + " --cacert " + file + " https://…");
        out.println("  java -Dhttps.proxyHost=" + proxy.getHostString() + " -Dhttps.proxyPort=" + proxy.getPort()
                + " -Djavax.net.ssl.trustStore=ca.p12");
        out.println("    after keytool -importcert -noprompt -storepass changeit -keystore ca.p12 -file " + file);
    }

    /** For clients that take a mirror, or a registry without TLS. */
    static void printForMirror(PrintWriter out, InetSocketAddress mirror) {
        var address = mirror.getHostString() + ":" + mirror.getPort();
        out.println("  docker: \"registry-mirrors\": [\"http://" + address + "\"] in daemon.json, for Docker Hub alone;"
                + " or docker pull " + address + "/NAME");
        out.println("  containerd: hosts.toml with server and [host.\"http://" + address + "\"]");
        out.println(
                "  skopeo copy --src-tls-verify=false docker://" + address + "/NAME …; podman pull --tls-verify=false "
                        + address + "/NAME; crane pull --insecure " + address + "/NAME …");
    }
}
