package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullMisuseTests {
    @TempDir
    Path folder = Path.of("");

    @Test
    void nowhereToWriteToIsRefused() {
        Cli.run("pull", "127.0.0.1:1/app:1").refused(4, "--to-oci FOLDER", "--to-docker FILE");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--platform linux// | not a platform",
                "--platform banana | not a platform",
                "--proxy nowhere | --proxy \"nowhere\" is not host:port",
                "--proxy 127.0.0.1:99999 | --proxy \"127.0.0.1:99999\" is not host:port",
                "--registry nowhere | not an absolute http(s) URL",
                "--registry http://127.0.0.1:1/v2 | has a path; give the origin alone: http://127.0.0.1:1",
                "--user me | --user needs --password-env",
                "--password-env HOME | --password-env needs --user",
                "--user me --password-env PLIMSOLL_NEVER_SET | PLIMSOLL_NEVER_SET is not set",
                "--max-layers banana | --max-layers",
                "--max-layers -1 | --max-layers is -1; it is at least 1",
                "--idle-timeout 0 | --idle-timeout is 0; it is at least 1",
                "--ca /nowhere/ca.pem | /nowhere/ca.pem: there is no such file or folder"
            })
    void aMistakeInAnOptionIsNamed(String options, String message) {
        pull("127.0.0.1:1/app:1", options.split(" ", -1)).refused(4, message);
    }

    @Test
    void aReferenceThatIsNoneIsRefused() {
        pull("127.0.0.1:1/App!").refused(4, "App!", "lower case");
    }

    @Test
    void aTextFileIsNoCertificate() throws IOException {
        var file = Files.writeString(folder.resolve("ca.pem"), "hello");

        pull("127.0.0.1:1/app:1", "--ca", file.toString()).refused(4, file + " is no certificate in PEM form");
    }

    @Test
    void anArchiveThatCannotBeWrittenIsRefusedBeforeThePull() {
        var nowhere = folder.resolve("nowhere/app.tar").toString();

        Cli.run("pull", "127.0.0.1:1/app:1", "--to-docker", nowhere).refused(4, "--to-docker", "app.tar");
        Cli.run("pull", "127.0.0.1:1/app:1", "--to-docker", "/").refused(4, "--to-docker", "is a folder");
    }

    @Test
    void aLayoutThatIsAFileIsRefusedBeforeThePull() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        Cli.run("pull", "127.0.0.1:1/app:1", "--to-oci", file.toString()).refused(4, "--to-oci", file.toString());
    }

    @Test
    void aRegistryThatIsNotThereIsNobodysViolation() {
        pull("127.0.0.1:1/app:1", "--plain-http").refused(3, "NETWORK", "http://127.0.0.1:1", "Connection refused");
    }

    @Test
    void anImageThatIsNotThereIsAFailedPull() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            pull("127.0.0.1:" + server.getAddress().getPort() + "/app:1", "--plain-http")
                    .refused(1, "NOT_FOUND", "answered 404", "is the name right?");
            assertThat(folder.resolve("app.tar")).doesNotExist();
        } finally {
            server.stop(0);
        }
    }

    private Cli pull(String reference, String... options) {
        var arguments = new ArrayList<>(List.of(
                "pull", reference, "--to-docker", folder.resolve("app.tar").toString()));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }
}
