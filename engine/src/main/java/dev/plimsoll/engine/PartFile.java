package dev.plimsoll.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes files that are renamed when they are whole. Not the JDK's temporary files: only their owner may read those, and
 * a layout is there for other programs and users, as far as the umask lets them.
 */
final class PartFile {
    private static final AtomicLong NEXT = new AtomicLong();

    private PartFile() {}

    /** A new, empty file whose name nobody else uses, whichever process that is. */
    static Path in(Path folder, String prefix) throws IOException {
        Path file;
        do {
            // A name that is taken was left behind by a process that was killed.
            file = folder.resolve(prefix + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet() + ".part");
        } while (Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        return Files.createFile(file);
    }
}
