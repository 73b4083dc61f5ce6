package dev.plimsoll.suites;

import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.TranscriptFile;
import dev.plimsoll.suites.run.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A transcript that a check must judge in a known way: {@code checks/<id>/<kind>[-what].http}, its kind being
 * {@code conforming}, {@code violating} or {@code not-applicable}.
 */
record CheckFixture(Check check, String file) {
    static final Path RESOURCES = Path.of("src/test/resources");
    static final Path FOLDER = RESOURCES.resolve("checks");

    /** Every fixture of every check. */
    static List<CheckFixture> all() {
        return Catalog.all().stream().flatMap(check -> of(check).stream()).toList();
    }

    static Stream<CheckFixture> ofKind(String kind) {
        return all().stream().filter(fixture -> fixture.file().matches(kind + "(-[a-z0-9-]+)?\\.http"));
    }

    private static List<CheckFixture> of(Check check) {
        var folder = FOLDER.resolve(check.id().value());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> new CheckFixture(check, file.getFileName().toString()))
                    .sorted((a, b) -> a.file().compareTo(b.file()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Transcript transcript() {
        return TranscriptFile.read(RESOURCES, "checks/" + this);
    }

    @Override
    public String toString() {
        return check.id() + "/" + file;
    }
}
