package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person can get wrong on the command line, each with the thing that the answer names, and the way out. */
class ErrorMessageTests {
    @TempDir
    private Path folder = Path.of("");

    private ServerSocket taken = unbound();

    @BeforeEach
    void putThingsInTheWay() throws IOException {
        taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Files.writeString(folder.resolve("note.txt"), "nonsense");
        Files.writeString(folder.resolve("newer.json"), "{\"format\":\"9.9\"}");
        Files.writeString(folder.resolve("other.json"), "{}");
    }

    @AfterEach
    void freeThePort() throws IOException {
        taken.close();
    }

    /** In a call {dir} is a folder with note.txt in it, {port} a port in use; then what the one line has to say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            check                                                | --target ID or --registry URL is missing       | plimsoll list
            check --target dockerhubb                            | no target "dockerhubb"       | did you mean "dockerhub"?
            check --target hub                                   | no target "hub"              | there are aliyun-live
            check --target dockerhub --targets {dir}/none        | no folder of targets at      | --targets
            check --target dockerhub --mode live                 | no mode live                 | --mode replay
            check --target dockerhub --mode banana               | "banana"                     | replay, process
            check --target dockerhub --check tag/*               | "tag/*"                      | did you mean "tags/*"?
            check --target dockerhub --check tags/list-is-jso    | "tags/list-is-jso"           | plimsoll list
            check --target dockerhub --level SHALL               | 'SHALL'                      | MUST, SHOULD
            check --target dockerhub --rerun-failed {dir}/newer.json | format "9.9"             | use the version that wrote it
            check --target dockerhub --rerun-failed {dir}/other.json | no field "format"        | run the conformance suite again
            check --target dockerhub --output {dir}/note.txt     | {dir}/note.txt               | --output
            check --target dockerhub --colour always             | '--colour'                   | Try: plimsoll check --help
            check --target dockerhub --color pink                | 'pink'                       | AUTO, ALWAYS, NEVER
            list --targets {dir}/none                            | {dir}/none                   | --targets
            replay dockerhbu                                     | "dockerhbu"                  | did you mean "dockerhub"?
            replay {dir}/note.txt                                | is a file                    | a folder that holds a capture.json
            replay dockerhub --port {port} --ca-out {dir}/ca.pem | port {port} of 127.0.0.1 is in use | choose another
            replay dockerhub --listen 127.0.0.1:{port} --as registry-1.docker.io --ca-out {dir}/ca.pem | port {port} of 127.0.0.1 is in use | choose another
            replay dockerhub --fault cutt=1 --ca-out {dir}/ca.pem | unknown fault "cutt"        | known are latency
            replay dockerhub --ca-out {dir}/none/ca.pem          | there is no folder           | make it first
            record --out {dir}                                   | {dir}: not empty             | a folder of its own
            record --out {dir}/new --proxy 127.0.0.1:{port}      | port {port} of 127.0.0.1 is in use | choose another
            record --out {dir}/new -- no-such-program            | no-such-program: cannot be run | on the PATH
            registry tokn                                        | "tokn"                       | did you mean "token"?
            lint {dir}/none                                      | no folder                    | dockerhub
            lint {dir}/note.txt                                  | {dir}/note.txt               | Export it again
            import {dir}/none {dir}/new --name a --client b --registry c     | {dir}/none        | there is no such file or folder
            import {dir}/note.txt {dir}/new --name a --client b --registry c | {dir}/note.txt    | say which it is
            export dockerhub --to zip                            | 'zip'                        | HAR
            export dockerhub --to har --output {dir}/none/x.har  | {dir}/none                   | make it first
            pull alpine                                          | nowhere to write to          | --to-oci FOLDER
            pull Alpine --to-oci {dir}/o                         | "library/Alpine"             | lower case
            pull alpine --to-oci {dir}/o --ca {dir}/note.txt     | {dir}/note.txt               | PEM
            pull alpine --to-oci {dir}/o --user me               | --user needs                 | --password-env VARIABLE
            ca export {dir}/none/ca.pem                          | there is no folder           | make it first
            doctor --jsno                                        | '--jsno'                     | plimsoll doctor --help
            """)
    void namesTheThingAndTheWayOut(String call, String thing, String remedy) {
        Cli.run(filled(call).split(" +", -1)).refused(4, filled(thing), filled(remedy));
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNoMisuse() throws IOException {
        int port = taken.getLocalPort();
        taken.close();

        Cli.run("pull", "127.0.0.1:" + port + "/app:1", "--plain-http", "--to-oci", folder.resolve("o") + "")
                .refused(3, "cannot connect to http://127.0.0.1:" + port, "is it running?");
    }

    @Test
    void nothingIsGuessedThatIsFarOff() {
        assertThat(Cli.run("check", "--target", "something").err()).doesNotContain("did you mean");
    }

    private String filled(String text) {
        return text.replace("{dir}", folder.toString()).replace("{port}", Integer.toString(taken.getLocalPort()));
    }

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
