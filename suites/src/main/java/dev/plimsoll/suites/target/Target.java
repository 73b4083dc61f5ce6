package dev.plimsoll.suites.target;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.peers.RegistryVariant;
import dev.plimsoll.suites.check.Capability;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registry under test.
 *
 * @param folder where its file is; nothing for the targets that come with Plimsoll
 * @param id the name of its file, and of its suite
 * @param registry its base URL; for a process, the port is chosen when it starts
 * @param capture the capture of its traffic: the name of a bundled one, or a path with a slash, from its file's folder
 * @param modes in the order of preference, for the mode {@code auto}
 * @param writable whether checks may push to it and delete from it
 * @param maxWrittenBytes how much all checks of a run may push
 * @param process its program, if it can be started here
 * @param variant which of the registries that Plimsoll knows to start it is, instead of a program
 * @param container how a Docker engine runs it
 * @param live how it is asked where somebody else runs it
 * @param expectations its known deviations
 */
public record Target(
        Optional<Path> folder,
        String id,
        String title,
        HttpUrl registry,
        Optional<String> capture,
        List<Mode> modes,
        Set<Capability> capabilities,
        boolean writable,
        long maxWrittenBytes,
        Optional<RegistryProgram> process,
        Optional<RegistryVariant> variant,
        Optional<ContainerImage> container,
        Optional<LiveRegistry> live,
        List<Expectation> expectations) {
    /** Enough for all checks several times over, and little for a registry that somebody pays for. */
    public static final long DEFAULT_WRITTEN_BYTES = 32 << 20;

    public Target {
        modes = List.copyOf(modes);
        capabilities = Set.copyOf(capabilities);
        expectations = List.copyOf(expectations);
    }

    /**
     * A registry that no file describes: asked live by every check, without known deviations.
     *
     * @param id for the report, of letters, digits, dots and dashes
     */
    public static Target unlisted(String id, HttpUrl registry, LiveRegistry live, boolean writable) {
        return new Target(
                Optional.empty(),
                id,
                registry.origin().authority(),
                registry,
                Optional.empty(),
                List.of(Mode.LIVE),
                Set.of(),
                writable,
                DEFAULT_WRITTEN_BYTES,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(live),
                List.of());
    }
}
