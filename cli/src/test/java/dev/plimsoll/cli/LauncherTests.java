package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script in the top folder, run by a shell in a copy of the tree; the jar is this module's own classes. */
@Timeout(120)
class LauncherTests {
    private static final Path SCRIPT =
            Path.of("..", "plimsoll").toAbsolutePath().normalize();
    private static final String REMEDY = "install a JDK 17 or later";

    @TempDir
    private Path folder = Path.of("");

    private Path clone = Path.of("");
    private Path programs = Path.of("");
    private final Map<String, String> variables = new TreeMap<>();

    @BeforeEach
    void cloneTheTree() throws IOException {
        clone = Files.createDirectories(folder.resolve("a clone"));
        programs = Files.createDirectories(folder.resolve("bin"));
        Files.copy(SCRIPT, clone.resolve("plimsoll"));
        Files.createDirectories(clone.resolve("cli/src/main/java"));
        Files.createDirectories(clone.resolve("cli/target"));
        Files.writeString(clone.resolve("pom.xml"), "");
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("PATH", programs + File.pathSeparator + systemPrograms());
    }

    @Test
    void argumentsAndExitCodesPassThroughFromAnyFolder() throws Exception {
        built();

        var listed = run(folder, clone.resolve("plimsoll"), "check", "--list", "--check", "tags/*");
        assertThat(listed.err()).isEmpty();
        assertThat(listed.out()).contains("  tags/");
        assertThat(listed.exitCode()).isZero();
        run(folder, clone.resolve("plimsoll"), "check", "--target", "no such one")
                .refused(4, "no target \"no such one\"");
    }

    @Test
    void aLinkToTheScriptFindsTheClone() throws Exception {
        built();
        var absolute = Files.createSymbolicLink(programs.resolve("plimsoll"), clone.resolve("plimsoll"));
        var relative = Files.createSymbolicLink(folder.resolve("link"), Path.of("bin", "plimsoll"));

        assertThat(run(clone, absolute, "--version").out()).startsWith("plimsoll ");
        assertThat(run(programs, relative, "--version").out()).startsWith("plimsoll ");
    }

    @Test
    void theVirtualMachineTakesItsOptions() throws Exception {
        built();
        variables.put("PLIMSOLL_JAVA_OPTS", "-Xmx64m -showversion");

        assertThat(run(folder, clone.resolve("plimsoll"), "--version").err()).contains("Runtime Environment");
    }

    @Test
    void whatIsNotBuiltIsBuiltFirst() throws Exception {
        program("mvn", "echo \"mvn $* in $PWD\"; cp '" + ClassesJar.in(folder) + "' cli/target/plimsoll.jar");

        var first = run(folder, clone.resolve("plimsoll"), "--version");
        assertThat(first.err())
                .contains("building, since it is not built yet")
                .contains("mvn -q -B -DskipTests -pl cli -am package in " + clone.toRealPath());
        assertThat(first.out()).as("Maven's words are no output").startsWith("plimsoll ");
        assertThat(run(folder, clone.resolve("plimsoll"), "--version").err())
                .as("built once")
                .isEmpty();
    }

    @Test
    void whatIsOlderThanItsSourcesIsBuiltAgain() throws Exception {
        built();
        program("mvn", "cp '" + ClassesJar.in(folder) + "' cli/target/plimsoll.jar");
        Files.writeString(clone.resolve("cli/src/main/java/New.java"), "");

        assertThat(run(folder, clone.resolve("plimsoll"), "--version").err())
                .contains("building, since cli/src/main/java")
                .contains("is newer than the jar");
        assertThat(run(folder, clone.resolve("plimsoll"), "--version").err()).isEmpty();
    }

    @Test
    void withoutMavenAnOldJarStillRuns() throws Exception {
        built();
        Files.writeString(clone.resolve("pom.xml"), "changed");

        var answer = run(folder, clone.resolve("plimsoll"), "--version");
        assertThat(answer.err()).contains("warning: pom.xml is newer than the jar", "running it as it is");
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void withoutMavenAndJarItSaysWhatToInstall() throws Exception {
        run(folder, clone.resolve("plimsoll")).refused(4, "it is not built yet", "install Maven 3.8.7 or later");
    }

    @Test
    void aBuildThatFailsIsNoRun() throws Exception {
        program("mvn", "echo compile error; exit 1");

        var answer = run(folder, clone.resolve("plimsoll"), "--version");
        assertThat(answer.exitCode()).isEqualTo(4);
        assertThat(answer.err()).contains("compile error", "the build failed");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        variables.remove("JAVA_HOME");

        run(folder, clone.resolve("plimsoll")).refused(4, "there is no java on the PATH", REMEDY);
    }

    @Test
    void aHomeWithoutJavaIsNamed() throws Exception {
        variables.put("JAVA_HOME", "/nowhere");

        run(folder, clone.resolve("plimsoll")).refused(4, "JAVA_HOME is /nowhere", REMEDY);
    }

    @Test
    void anOldJavaIsNamedWithItsVersion() throws Exception {
        variables.remove("JAVA_HOME");
        program("java", "echo 'openjdk version \"11.0.20\" 2023-07-18' >&2");
        run(folder, clone.resolve("plimsoll")).refused(4, "is Java 11.0.20", REMEDY);
        program("java", "echo 'java version \"1.8.0_392\"' >&2");
        run(folder, clone.resolve("plimsoll")).refused(4, "is Java 1.8.0_392", REMEDY);
        program("java", "echo hello");
        run(folder, clone.resolve("plimsoll")).refused(4, "does not tell its version", REMEDY);
    }

    /** Everything the script uses, and neither Java nor Maven. */
    private String systemPrograms() throws IOException {
        var links = Files.createDirectories(folder.resolve("system"));
        for (var name : List.of("sh", "readlink", "dirname", "sed", "head", "find", "cp", "touch")) {
            var program = Stream.of("/bin", "/usr/bin")
                    .map(place -> Path.of(place, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            executable(links.resolve(name), "exec " + program + " \"$@\"");
        }
        return links.toString();
    }

    private void built() throws IOException {
        Files.copy(ClassesJar.in(folder), clone.resolve("cli/target/plimsoll.jar"));
        try (var sources = Files.walk(clone)) {
            for (var source : sources.toList()) {
                Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(3600)));
            }
        }
        Files.setLastModifiedTime(
                clone.resolve("cli/target/plimsoll.jar"),
                FileTime.from(Instant.now().minusSeconds(1800)));
    }

    private void program(String name, String script) throws IOException {
        executable(programs.resolve(name), script);
    }

    private static void executable(Path place, String script) throws IOException {
        var file = Files.writeString(place, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Cli run(Path from, Path script, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var out = folder.resolve("out.txt");
        var err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(command)
                .directory(from.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Cli(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
