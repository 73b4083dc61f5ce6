package dev.plimsoll.suites.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;

/**
 * The file {@code results.json}: a {@link RunRecord} as indented JSON in UTF-8. Keys stand in the order of the record's
 * components and transcripts by name, so that the files of two runs can be compared line by line. A file of a newer
 * minor version is read without what it adds; one of another major version is refused.
 */
public final class ResultsFile {
    /** What the file is called wherever Plimsoll writes one. */
    public static final String NAME = "results.json";

    /** The resource, beside this class, with the JSON Schema of the file. */
    public static final String SCHEMA = "results.schema.json";

    private static final String REMEDY = "run the conformance suite again to write a new one";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", DefaultIndenter.SYS_LF).withLinefeed("\n")))
            .build();

    private ResultsFile() {}

    /** A results file that cannot be used; the message is one line that names the file, the place and the remedy. */
    public static final class UnusableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * Writes the record, replacing a file that is there; its folder is created if it is missing. Whoever reads while
     * this writes sees the old file or the new one, never half of one.
     */
    public static void write(RunRecord run, Path file) throws IOException {
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        // Not a temporary file in the JDK's sense: that would leave the results readable by their owner alone.
        var whole = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(whole, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(run) + "\n");
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(whyNot(target));
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /**
     * Takes an older file away before a run, so that nobody takes it for the new run's, and leaves word beside its place
     * of what became of that one; {@link #write} takes the word away again.
     *
     * @param why in one line, for whoever looks for the results
     */
    public static void clear(Path file, String why) throws IOException {
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        Files.writeString(whyNot(target), why.lines().findFirst().orElse("") + "\n");
    }

    private static Path whyNot(Path file) {
        return file.resolveSibling("no-results.txt");
    }

    /**
     * The record in that file.
     *
     * @throws UnusableException if there is no such file, it is not JSON, a part of it is missing or of the wrong kind,
     *     or it was written by another major version
     * @throws IOException if it cannot be read for another reason
     */
    public static RunRecord read(Path file) throws IOException {
        try {
            var bytes = Files.readAllBytes(file);
            requireKnownFormat(file, JSON.readTree(bytes));
            return JSON.readValue(bytes, RunRecord.class);
        } catch (NoSuchFileException e) {
            if (Files.exists(whyNot(file))) {
                throw new UnusableException(Files.readString(whyNot(file)).strip());
            }
            throw new UnusableException(file + " does not exist: run the conformance suite first, which writes it");
        } catch (JsonProcessingException e) {
            throw new UnusableException(place(file, e) + why(e) + "; " + REMEDY);
        }
    }

    private static void requireKnownFormat(Path file, JsonNode root) throws UnusableException {
        var format = root.path("format");
        if (!format.isTextual()) {
            throw new UnusableException(file + " has no field \"format\", so it is no results file; " + REMEDY);
        }
        if (!major(format.asText()).equals(major(RunRecord.FORMAT))) {
            throw new UnusableException(file + " has format \"" + format.asText() + "\", and this version of Plimsoll"
                    + " reads " + major(RunRecord.FORMAT) + ".x: use the version that wrote it, or " + REMEDY);
        }
    }

    private static String major(String format) {
        var dot = format.indexOf('.');
        return dot < 0 ? format : format.substring(0, dot);
    }

    private static String place(Path file, JsonProcessingException e) {
        var location = e.getLocation();
        return location == null || location.getLineNr() < 1 ? file + ": " : file + ":" + location.getLineNr() + ": ";
    }

    private static String why(JsonProcessingException e) {
        var message = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return message;
        }
        var field = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return "field " + field.substring(1) + ": " + message;
    }
}
