package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureMisuseTests {
    @TempDir
    Path folder = Path.of("");

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() {
        Cli.run("replay", "nosuch").refused(4, "\"nosuch\"", "aliyun-mirror, dockerhub, gcr");
    }

    @Test
    void aFileIsNoCapture() throws IOException {
        var file = Files.writeString(folder.resolve("capture.txt"), "");

        Cli.run("replay", file.toString()).refused(4, file + " is a file", "capture.json");
    }

    @Test
    void anEmptyFolderIsNoCapture() {
        replay(folder).refused(4, folder.resolve("capture.json") + ": missing");
    }

    @Test
    void aMalformedLineIsToldWithItsNumber() throws IOException {
        var capture = capture();
        edit(capture.resolve("exchanges.jsonl"), text -> text.replaceFirst("\"id\":2,", "\"id\":2,,"));

        replay(capture).refused(4, capture.resolve("exchanges.jsonl") + " line 2: not JSON");
    }

    @Test
    void aCutLastLineIsLeftOutWithAWarning() throws IOException {
        var capture = capture();
        edit(capture.resolve("exchanges.jsonl"), text -> text.substring(0, text.length() - 40));
        try (var taken = loopback()) {
            // The port is taken, so that the command ends.
            var answer = Cli.run("replay", capture.toString(), "--port", "" + taken.getLocalPort(), "--ca-out", ca());

            assertThat(answer.out()).contains("warning: " + capture.resolve("exchanges.jsonl"), "cut off");
        }
    }

    @Test
    void aNewerMajorVersionAsksForANewerPlimsoll() throws IOException {
        var capture = capture();
        edit(capture.resolve("capture.json"), text -> text.replace("\"1.0\"", "\"2.0\""));

        replay(capture).refused(4, "capture.json: format version 2.0", "use a newer Plimsoll");
    }

    @Test
    void aMissingBodyIsNamed() throws IOException {
        var capture = capture();
        var blob = blob(capture);
        Files.delete(blob);

        replay(capture).refused(4, blob + ": missing");
    }

    @Test
    void aChangedBodyIsNamed() throws IOException {
        var capture = capture();
        var blob = blob(capture);
        edit(blob, text -> text + " ");

        replay(capture).refused(4, blob + ": the content does not match its digest", "restore it");
    }

    @Test
    void aDigestIsNoWayOutOfTheFolder() throws IOException {
        var capture = capture();
        edit(
                capture.resolve("exchanges.jsonl"),
                text -> text.replaceFirst("\"body\":\"sha256:[0-9a-f]+\"", "\"body\":\"sha256:../../etc/passwd\""));

        replay(capture).refused(4, capture.resolve("exchanges.jsonl") + " line ", "not a digest");
    }

    @Test
    void aFileWithoutPermissionIsNamed() throws IOException {
        var file = capture().resolve("exchanges.jsonl");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("the superuser may read anything").isFalse();

        replay(file.resolveSibling("")).refused(4, file.toString());
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (var taken = loopback()) {
            Cli.run("replay", "dockerhub", "--port", "" + taken.getLocalPort(), "--ca-out", ca())
                    .refused(4, "port " + taken.getLocalPort() + " of 127.0.0.1 is in use", "choose another");
        }
    }

    @Test
    void aMirrorNeedsAPlaceAndARecordedRegistry() {
        Cli.run("replay", "quay", "--ca-out", ca(), "--as", "quay.io")
                .refused(4, "--listen HOST:PORT and --as REGISTRY");
        Cli.run("replay", "quay", "--ca-out", ca(), "--as", "ghcr.io", "--listen", "127.0.0.1:0")
                .refused(4, "no https://ghcr.io to be a mirror of", "https://quay.io");
        Cli.run("replay", "quay", "--ca-out", ca(), "--as", "quay.io", "--listen", "here")
                .refused(4, "--listen \"here\"", "127.0.0.1:5000");
        Cli.run("replay", "quay", "--ca-out", ca(), "--pace", "slow")
                .refused(4, "--pace", "none, recorded or a factor");
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        Cli.run("replay", "dockerhub", "--port", "65536").refused(4, "--port 65536", "65535");
        Cli.run("replay", "dockerhub", "--port", "-1").refused(4, "--port -1");
    }

    @Test
    void aFolderThatIsMissingForTheCertificateIsNamed() {
        var file = folder.resolve("nowhere/ca.pem");

        Cli.run("replay", "dockerhub", "--ca-out", file.toString())
                .refused(4, "--ca-out", folder.resolve("nowhere").toString());
    }

    @Test
    void aFaultThatIsNoneIsAnsweredWithThoseThatAre() {
        Cli.run("replay", "dockerhub", "--ca-out", ca(), "--fault", "explode@blob")
                .refused(4, "--fault \"explode@blob\": unknown fault \"explode\"", "known are latency, empty, cut");
        Cli.run("replay", "dockerhub", "--ca-out", ca(), "--fault", "gzip@layer")
                .refused(4, "unknown role \"layer\"", "manifest, config, blob");
    }

    @Test
    void aCapturesFileOfFaultsIsReadAndItsErrorNamesTheLine() throws IOException {
        var capture = capture();
        Files.writeString(capture.resolve("faults.yaml"), "faults:\n  - fault: cut=half\n");

        replay(capture).refused(4, capture.resolve("faults.yaml") + " line 2: fault cut takes a byte such as 1000");
    }

    @Test
    void theFaultsAreListedWithoutACapture() {
        var answer = Cli.run("replay", "--list-faults");

        assertThat(answer.out())
                .contains("cut[=BYTE|SHARE%]", "429 with Retry-After as an HTTP-date", "by default 50%");
        Cli.run("replay").refused(4, "no CAPTURE");
    }

    @Test
    void importingFromNowhereIsRefused() {
        importing(folder.resolve("nowhere"))
                .refused(4, folder.resolve("nowhere") + ": there is no such file or folder");
    }

    @Test
    void importingNothingIsRefused() throws IOException {
        importing(Files.createDirectory(folder.resolve("raw"))).refused(4, "raw", "01.request");
    }

    @Test
    void aTimeThatIsNoneIsAnsweredWithOneThatIs() {
        Cli.run("import", "a", "b", "--name", "n", "--client", "c", "--registry", "r", "--recorded-at", "yesterday")
                .refused(4, "--recorded-at", "\"yesterday\"", "2020-08-20T06:17:41Z");
    }

    private Cli importing(Path source) {
        var target = folder.resolve("imported").toString();
        return Cli.run("import", source.toString(), target, "--name", "n", "--client", "c", "--registry", "r");
    }

    private Cli replay(Path capture) {
        return Cli.run("replay", capture.toString(), "--ca-out", ca());
    }

    private String ca() {
        return folder.resolve("ca.pem").toString();
    }

    /** A copy of the Docker Hub capture without the bodies that it does not have either. */
    private Path capture() throws IOException {
        var target = folder.resolve("capture");
        var original = Capture.bundled("dockerhub");
        try (var writer = CaptureWriter.derived(target, original.info())) {
            for (var exchange : original.transcript().exchanges()) {
                writer.add(exchange);
            }
        }
        return target;
    }

    private static Path blob(Path capture) throws IOException {
        try (var files = Files.walk(capture.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    private static void edit(Path file, UnaryOperator<String> change) throws IOException {
        var before = Files.readString(file);
        var after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    private static ServerSocket loopback() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}
