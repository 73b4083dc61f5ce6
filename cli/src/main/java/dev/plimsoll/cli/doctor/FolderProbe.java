package dev.plimsoll.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the folders that are written to can be, and how much fits. */
record FolderProbe(Surroundings surroundings) implements Probe {
    /** A capture of a few large images, or a build. */
    private static final long ENOUGH = 1L << 30;

    private static final String ROOM = "make room, or point TMPDIR (Java: -Djava.io.tmpdir=...) and --output elsewhere";

    @Override
    public List<Diagnosis> look() {
        return List.of(temporary(), work());
    }

    private Diagnosis temporary() {
        var folder = surroundings.temporary();
        var purpose = "twins, pulls without --to-oci and started registries live there";
        try {
            Files.delete(Files.createTempFile(folder, "plimsoll-doctor-", ".txt"));
            return room("temporary folder", folder, purpose);
        } catch (IOException e) {
            return Diagnosis.problem(
                    "temporary folder",
                    folder + " cannot be written to",
                    purpose,
                    "PLIMSOLL_JAVA_OPTS=-Djava.io.tmpdir=/somewhere/writable ./plimsoll ...");
        }
    }

    private Diagnosis work() {
        var folder = surroundings.work();
        var purpose = "check writes plimsoll-report/ to it";
        return Files.isWritable(folder)
                ? room("this folder", folder, purpose)
                : Diagnosis.warning(
                        "this folder",
                        folder + " cannot be written to",
                        purpose,
                        "plimsoll check --output /somewhere/writable ...");
    }

    private static Diagnosis room(String what, Path folder, String purpose) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            var found = folder + ", " + Bytes.shown(free) + " free";
            return free < ENOUGH ? Diagnosis.warning(what, found, purpose, ROOM) : Diagnosis.ok(what, found, purpose);
        } catch (IOException e) {
            return Diagnosis.warning(what, folder + " does not tell how much fits", purpose, "df -h " + folder);
        }
    }
}
