package dev.plimsoll.cli;

import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at where results are to go before the work begins, so that none of it is lost for a mistyped path. */
final class Outputs {
    private Outputs() {}

    /** @throws ConfigurationException if that is no folder in which files can be made; it is made if it is missing */
    static void requireFolder(String option, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigurationException(option + ": cannot make the folder: " + FileFault.describe(e), e);
        }
        if (!Files.isWritable(folder)) {
            throw new ConfigurationException(option + ": " + folder + " cannot be written to");
        }
    }

    /** @throws ConfigurationException if no file of that name can be written */
    static void requireFile(String option, Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(option + ": " + file + " is a folder; give the name of a file");
        }
        var absolute = file.toAbsolutePath();
        var folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ConfigurationException(option + ": there is no folder " + folder + " to write "
                    + absolute.getFileName() + " to; make it first");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new ConfigurationException(option + ": " + file + " cannot be written");
        }
    }
}
