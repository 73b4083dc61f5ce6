package dev.plimsoll.suites.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds targets by their id: in a folder of YAML files, or among the ones that come with Plimsoll. */
public final class Targets {
    private static final String BUNDLED = "/dev/plimsoll/suites/targets/";

    private final Optional<Path> folder;

    private Targets(Optional<Path> folder) {
        this.folder = folder;
    }

    /** The targets that come with Plimsoll. */
    public static Targets bundled() {
        return new Targets(Optional.empty());
    }

    /**
     * The targets in a folder, one a file {@code <id>.yaml}.
     *
     * @throws ConfigurationException if there is no such folder
     */
    public static Targets in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException("no folder of targets at " + folder.toAbsolutePath()
                    + "; --targets takes a folder with one YAML file for each target");
        }
        return new Targets(Optional.of(folder));
    }

    /**
     * The target of that id.
     *
     * @throws ConfigurationException if there is none, telling those there are, or if its file is wrong
     */
    public Target load(String id) {
        if (!ids().contains(id)) {
            throw new ConfigurationException("no target \"" + id + "\"" + Nearest.question(id, ids())
                    + folder.map(f -> " in " + f).orElse("") + "; there are " + String.join(", ", ids()));
        }
        var target = new TargetReader(folder, id).read(text(id));
        if (!target.id().equals(id)) {
            throw new ConfigurationException(
                    id + ".yaml: field \"id\" is \"" + target.id() + "\", not as the file is named");
        }
        return target;
    }

    /** All ids, sorted. */
    public List<String> ids() {
        if (folder.isPresent()) {
            try (Stream<Path> files = Files.list(folder.get())) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".yaml"))
                        .map(name -> name.substring(0, name.length() - ".yaml".length()))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new ConfigurationException("cannot list " + folder.get() + ": " + e.getMessage(), e);
            }
        }
        return resource("index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .sorted()
                .toList();
    }

    private String text(String id) {
        if (folder.isEmpty()) {
            return resource(id + ".yaml");
        }
        var file = folder.get().resolve(id + ".yaml");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String resource(String name) {
        try (var stream = Targets.class.getResourceAsStream(BUNDLED + name)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the jar: " + BUNDLED + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
