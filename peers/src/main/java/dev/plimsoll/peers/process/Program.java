package dev.plimsoll.peers.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that may be installed.
 *
 * @param name as it stands on the PATH
 * @param remedy what to do where it is missing, such as {@code install Debian's package nginx}
 */
public record Program(String name, String remedy) {
    /** Where Debian puts servers, which only the superuser's PATH has. */
    private static Stream<String> serverFolders() {
        return Stream.of("/usr/local/sbin", "/usr/sbin");
    }

    /** Where it is: on the PATH, or in the folders for servers. */
    public Optional<Path> find() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(path), serverFolders())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Where it is.
     *
     * @throws PeerException if it is not there; the message says what to do
     */
    public Path require() {
        return find().orElseThrow(() -> new PeerException(this + " is not on the PATH; " + remedy));
    }

    @Override
    public String toString() {
        return name;
    }
}
