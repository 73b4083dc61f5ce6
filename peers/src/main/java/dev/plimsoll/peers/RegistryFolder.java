package dev.plimsoll.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where a registry started here keeps everything. */
record RegistryFolder(Path root) {
    Path path(String name) {
        return root.resolve(name);
    }

    /** A folder in it, made if it is not there. */
    Path make(String name) throws IOException {
        return Files.createDirectories(path(name));
    }

    Path log(String name) {
        return path(name + ".log");
    }

    Path write(String name, String text) throws IOException {
        Files.createDirectories(root);
        return Files.writeString(path(name), text);
    }

    /** A file that only its owner may read, also for the moment before it is written. */
    void writeSecret(String name, String text) throws IOException {
        var file = path(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
