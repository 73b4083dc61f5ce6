package dev.plimsoll.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Finds programs, and lets them tell their version.
 *
 * @param limit how long one may take to answer
 */
record Commands(Surroundings surroundings, Duration limit) {
    static final Duration LIMIT = Duration.ofSeconds(3);

    /** More than any program says of itself in its first line. */
    private static final int LONGEST = 4096;

    private static final int SHOWN = 100;

    /** Where Debian puts servers, which only the superuser's PATH has. */
    private static final List<String> SERVERS = List.of("usr/local/sbin", "usr/sbin");

    /** What a program that was looked for came to. */
    sealed interface Sought {
        /** It is nowhere. */
        record Nowhere() implements Sought {}

        /** It is at that place and did not tell, for that reason. */
        record Mute(Path place, String reason) implements Sought {}

        /** It is at that place, and this is the first line it says. */
        record Told(Path place, String line) implements Sought {}
    }

    /** Asks the program for its version. */
    Sought ask(String program, List<String> arguments) {
        return find(program).map(place -> asked(place, arguments)).orElseGet(Sought.Nowhere::new);
    }

    private Optional<Path> find(String program) {
        var onPath = Stream.of(surroundings.variable("PATH").orElse("").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(Commands::path);
        var forServers = SERVERS.stream().map(surroundings.root()::resolve);
        return Stream.concat(onPath, forServers)
                .map(folder -> folder.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Stream<Path> path(String folder) {
        try {
            return Stream.of(Path.of(folder));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    private Sought asked(Path place, List<String> arguments) {
        var command = new ArrayList<>(List.of(place.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try {
            var process = builder.start();
            var said = CompletableFuture.supplyAsync(() -> beginning(process));
            try {
                return firstLine(said.get(limit.toMillis(), TimeUnit.MILLISECONDS))
                        .<Sought>map(line -> new Sought.Told(place, line))
                        .orElseGet(() -> new Sought.Mute(place, "says nothing of its version"));
            } catch (TimeoutException e) {
                return new Sought.Mute(place, "does not answer within " + limit.toSeconds() + " s");
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException | ExecutionException e) {
            return new Sought.Mute(place, "cannot be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sought.Mute(place, "was not waited for");
        }
    }

    private static byte[] beginning(Process process) {
        try {
            return process.getInputStream().readNBytes(LONGEST);
        } catch (IOException e) {
            // It was ended in the middle of a word.
            return new byte[0];
        }
    }

    /** Without a terminal's control sequences. */
    private static Optional<String> firstLine(byte[] said) {
        return new String(said, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "")
                        .replaceAll("\\p{Cntrl}", " ")
                        .strip())
                .filter(line -> !line.isEmpty())
                .map(line -> line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...")
                .findFirst();
    }
}
