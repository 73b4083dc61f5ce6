package dev.plimsoll.recorder.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real client that answers are compared with. */
public final class Curl {
    private static final int LATEST_SECONDS = 60;

    /**
     * What a run of curl came to.
     *
     * @param exit its exit status
     * @param output what it wrote: of {@code --include}, heads and bodies; each byte is the character of that number
     */
    public record Outcome(int exit, String output) {
        @Override
        public String toString() {
            return "exit " + exit + ", " + output.length() + " bytes: "
                    + output.substring(0, Math.min(output.length(), 600));
        }
    }

    private final Path folder;

    public Curl(Path folder) {
        this.folder = folder;
    }

    /** Runs curl with these arguments, quietly, and in HTTP/1.1 unless they say otherwise. */
    public Outcome run(List<String> arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "curl-", ".out");
        var command = new ArrayList<>(
                List.of("curl", "--silent", "--http1.1", "--max-time", "20", "--output", out.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(Files.createTempFile(folder, "curl-", ".log").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        var process = builder.start();
        if (!process.waitFor(LATEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("curl did not end: " + String.join(" ", command));
        }
        var bytes = Files.readAllBytes(out);
        return new Outcome(process.exitValue(), new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
