package dev.plimsoll.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A runnable jar that is nothing but the way to the classes under test; the real one is only packed after the tests. */
final class ClassesJar {
    private ClassesJar() {}

    static Path in(Path folder) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        var jar = folder.resolve("classes.jar");
        try (var out = Files.newOutputStream(jar);
                var written = new JarOutputStream(out, manifest)) {
            written.finish();
        }
        return jar;
    }
}
