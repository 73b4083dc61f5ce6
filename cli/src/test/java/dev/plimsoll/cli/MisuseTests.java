package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class MisuseTests {
    @TempDir
    Path folder = Path.of("");

    @Test
    void noCommandIsNoSuccess() {
        var answer = Cli.run();

        assertThat(answer.exitCode()).isEqualTo(4);
        assertThat(answer.err()).contains("Usage: plimsoll", "Exit codes:");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearestOne() {
        Cli.run("chekc").refused(4, "'chekc'", "Did you mean", "plimsoll check", "Try: plimsoll --help");
    }

    @Test
    void theSecondEngineIsNoMirror() {
        Cli.run(
                        "record",
                        "--out=never-made",
                        "--engine=browserup",
                        "--mirror-of=https://registry.plimsoll.test",
                        "--listen=127.0.0.1:0")
                .refused(4, "--engine browserup is a forward proxy and no mirror", "--mirror-of");
    }

    @Test
    void anUnknownEngineIsAnsweredWithThoseThereAre() {
        Cli.run("record", "--out=never-made", "--engine=squid").refused(4, "'squid'", "JETTY, BROWSERUP");
    }

    @Test
    void anUnknownOptionIsNamed() {
        Cli.run("check", "--target", "dockerhub", "--nope").refused(4, "--nope", "Try: plimsoll check --help");
    }

    @Test
    void aMissingTargetIsAskedFor() {
        Cli.run("check").refused(4, "--target ID or --registry URL is missing", "plimsoll list");
    }

    @Test
    void anUnknownTargetIsAnsweredWithThoseThereAre() {
        Cli.run("check", "--target", "dockerhubb")
                .refused(4, "\"dockerhubb\"", "aliyun-mirror, crane, distribution3, dockerhub");
    }

    @Test
    void anUnknownModeIsAnsweredInTheWordsOfTheDocumentation() {
        Cli.run("check", "--target", "dockerhub", "--mode", "banana").refused(4, "\"banana\"", "replay, process");
    }

    @Test
    void aModeThatTheTargetLacksIsRefused() {
        Cli.run("check", "--target", "dockerhub", "--mode", "process").refused(4, "dockerhub", "it has --mode replay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing/*", "tokens/*,typo/*", "", "tokens/*,"})
    void aPatternThatSelectsNothingIsRefused(String pattern) {
        Cli.run("check", "--target", "dockerhub", "--check", pattern)
                .refused(4, "no check matches", "tokens, credentials", "plimsoll list");
        Cli.run("list", "--check", pattern).refused(4, "no check matches");
    }

    @Test
    void anUnknownProfileIsAnsweredWithThoseThereAre() {
        Cli.run("check", "--target", "dockerhub", "--profile", "2.0").refused(4, "\"2.0\"", "1.0, 1.1.1, draft");
    }

    @Test
    void aSelectionOfNothingIsRefused() {
        Cli.run("check", "--list", "--check", "digests/range-of-a-blob", "--profile", "1.0")
                .refused(4, "profile 1.0", "plimsoll check --list");
    }

    @Test
    void anEarlierRunThatIsNotThereIsNamed() {
        Cli.run("check", "--target", "dockerhub", "--rerun-failed", "nowhere.json")
                .refused(4, "nowhere.json does not exist");
    }

    @Test
    void noCheckAtATimeIsRefused() {
        Cli.run("check", "--target", "dockerhub", "--parallel", "0").refused(4, "--parallel is 1 or more");
    }

    @Test
    void jsonIsOfTheListAlone() {
        Cli.run("check", "--target", "dockerhub", "--json").refused(4, "--json goes with --list");
    }

    @Test
    void aMissingFolderOfTargetsIsNamed() {
        Cli.run("list", "--targets", folder.resolve("nowhere").toString())
                .refused(4, folder.resolve("nowhere").toString());
    }

    @Test
    void aMistakeInATargetIsToldWithFileAndLine() throws IOException {
        var file = Files.writeString(folder.resolve("hub.yaml"), "id: hub\ntitle: A hub\n\tregistry: y\n");

        Cli.run("check", "--target", "hub", "--targets", folder.toString())
                .refused(4, file + ", line 3: not YAML", "Do not use \\t(TAB) for indentation");
    }

    @Test
    void aListIsNoTarget() throws IOException {
        Files.writeString(folder.resolve("hub.yaml"), "- a\n- b\n");

        Cli.run("check", "--target", "hub", "--targets", folder.toString())
                .refused(4, "hub.yaml, line 1: a target is fields and values");
    }

    @Test
    void aTargetWithoutItsCaptureIsRefused() throws IOException {
        Files.writeString(folder.resolve("hub.yaml"), target("./captures/hub"));

        Cli.run("check", "--target", "hub", "--targets", folder.toString(), "--output", folder.resolve("o") + "")
                .refused(4, "target hub", "captures/hub/capture.json: missing");
    }

    @Test
    void anExpectationOfNoKnownCheckIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("hub.yaml"),
                target("dockerhub")
                        + "expectations:\n  - {check: tokens/typo, reason: a, source: \"https://x.example\"}\n");

        Cli.run("check", "--target", "hub", "--targets", folder.toString(), "--output", folder.resolve("o") + "")
                .refused(4, "hub", "\"tokens/typo\"", "plimsoll list");
    }

    @Test
    void anOutputThatIsAFileIsRefusedBeforeAnythingRuns() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        var answer = Cli.run("check", "--target", "dockerhub", "--output", file.toString())
                .refused(4, "--output", file.toString());

        assertThat(answer.out()).isEmpty();
    }

    @Test
    void aFolderWithoutPermissionIsRefused() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(folder))
                .as("the superuser may write anywhere")
                .isFalse();

        Cli.run("check", "--target", "dockerhub", "--output", folder.toString())
                .refused(4, "--output", folder.toString(), "cannot be written to");
    }

    @Test
    void aCaptureFolderInUseIsRefusedBeforeAnythingRuns() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        var answer = Cli.run(
                        "check",
                        "--target",
                        "dockerhub",
                        "--output",
                        folder.resolve("o").toString(),
                        "--capture",
                        folder.toString())
                .refused(4, folder.toString(), "not empty");

        assertThat(answer.out()).isEmpty();
    }

    @Test
    void onlyOurOwnFaultShowsAStackTrace() {
        var err = new StringWriter();

        int exitCode = Main.commandLine()
                .addSubcommand(new Broken())
                .setErr(new PrintWriter(err))
                .execute("broken");

        assertThat(exitCode).isEqualTo(5);
        assertThat(err.toString()).contains("bug of Plimsoll's own", "\tat ");
    }

    private static String target(String capture) {
        return "id: hub\ntitle: A hub\nregistry: https://hub.example\nmodes: [replay]\ncapture: " + capture + "\n";
    }

    @Command(name = "broken")
    static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("cannot happen");
        }
    }
}
