package dev.plimsoll.cli;

import dev.plimsoll.recorder.ca.RecorderAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plimsoll ca}: the recorder's certificate authority. */
@Command(
        name = "ca",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(print | export | remove)",
        description = "The certificate authority that clients of the recorder have to trust; made on first use.",
        footerHeading = "%nExamples:%n",
        footer = {"  plimsoll ca print", "  plimsoll ca export /tmp/plimsoll-ca.pem", "  plimsoll ca remove"})
final class CaCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say print, export or remove");
    }

    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description = "Where it is, its fingerprint, and how each client comes to trust it.",
            footerHeading = "%nExample:%n",
            footer = "  plimsoll ca print")
    int print() throws IOException {
        var authority = user().open(new SecureRandom(), Clock.systemUTC());
        var file = user().certificate();
        var out = spec.commandLine().getOut();
        out.println("certificate  " + file);
        out.println("sha256       " + RecorderAuthority.fingerprint(authority));
        out.println("valid until  " + authority.certificate().getNotAfter().toInstant());
        out.println();
        out.println("curl                    curl --cacert " + file + " …, or CURL_CA_BUNDLE=" + file);
        out.println("skopeo, podman, crane   SSL_CERT_FILE=" + file + " HTTPS_PROXY=http://HOST:PORT skopeo …");
        out.println("docker                  both of these in the daemon's environment (systemctl edit docker), and:");
        out.println("                        mkdir -p /etc/docker/certs.d/REGISTRY");
        out.println("                        cp " + file + " /etc/docker/certs.d/REGISTRY/plimsoll.crt");
        out.println("                        for the registry, its token service and its CDN each");
        out.println("containerd              in /etc/containerd/certs.d/REGISTRY/hosts.toml: ca = \"" + file + "\"");
        out.println("a JVM                   keytool -importcert -noprompt -alias plimsoll -file " + file);
        out.println("                          -keystore trust.p12 -storepass changeit, then");
        out.println("                        java -Djavax.net.ssl.trustStore=trust.p12 -Dhttps.proxyHost=HOST …");
        out.println("Debian, as a whole      cp " + file + " /usr/local/share/ca-certificates/plimsoll.crt");
        out.println("                        update-ca-certificates");
        out.println();
        out.println("Whoever can read the key beside it can pose as any host towards those who trust it:");
        out.println("take it out of the stores again, and delete it with plimsoll ca remove.");
        out.flush();
        return ExitCode.CONFORMS;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes the certificate, without the key, to a file.",
            footerHeading = "%nExample:%n",
            footer = "  plimsoll ca export /tmp/plimsoll-ca.pem")
    int export(@Parameters(paramLabel = "FILE", description = "In PEM form.") Path file) throws IOException {
        Outputs.requireFile("FILE", file);
        Files.writeString(
                file, user().open(new SecureRandom(), Clock.systemUTC()).pem());
        return ExitCode.CONFORMS;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Deletes certificate and key; the next use makes another one.",
            footerHeading = "%nExample:%n",
            footer = "  plimsoll ca remove")
    int remove() throws IOException {
        spec.commandLine().getOut().println(user().remove() ? "removed" : "there was none");
        spec.commandLine().getOut().flush();
        return ExitCode.CONFORMS;
    }

    private static RecorderAuthority user() {
        return RecorderAuthority.ofUser(System.getenv(), Path.of(System.getProperty("user.home")));
    }
}
