package dev.plimsoll.cli;

import dev.plimsoll.engine.PullLimits;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.suites.target.ConfigurationException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The flags for what a pull takes at most; every default is the engine's own. */
final class LimitOptions {
    private static final PullLimits DEFAULTS = PullLimits.defaults();

    @Option(names = "--max-manifest-bytes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int manifestBytes = DEFAULTS.manifestBytes();

    @Option(names = "--max-config-bytes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int configBytes = DEFAULTS.configBytes();

    @Option(names = "--max-token-bytes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int tokenBytes = DEFAULTS.tokenBytes();

    @Option(names = "--max-error-bytes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int errorBytes = DEFAULTS.errorBytes();

    @Option(names = "--max-redirects", paramLabel = "N", description = "In a row. Default: ${DEFAULT-VALUE}")
    private int redirects = DEFAULTS.redirects();

    @Option(names = "--max-index-depth", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int indexDepth = DEFAULTS.indexDepth();

    @Option(names = "--max-layers", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int layers = DEFAULTS.layers();

    @Option(names = "--parallel-layers", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int parallelLayers = DEFAULTS.parallelLayers();

    @Option(names = "--max-total-bytes", paramLabel = "N", description = "Of all blobs. Default: ${DEFAULT-VALUE}")
    private long totalBytes = DEFAULTS.totalBytes();

    @Option(names = "--max-unpacked-bytes", paramLabel = "N", description = "Of one layer. Default: ${DEFAULT-VALUE}")
    private long unpackedBytes = DEFAULTS.unpackedBytes();

    @Option(names = "--max-unpacked-ratio", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int unpackedRatio = DEFAULTS.unpackedRatio();

    @Option(names = "--max-resumes", paramLabel = "N", description = "Of one blob. Default: ${DEFAULT-VALUE}")
    private int resumes = DEFAULTS.resumes();

    @Option(names = "--connect-timeout", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}")
    private long connectTimeout = TransportOptions.defaults().connectTimeout().toSeconds();

    @Option(names = "--header-timeout", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}")
    private long headerTimeout = TransportOptions.defaults().headerTimeout().toSeconds();

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            description = "Of silence within a body. Default: ${DEFAULT-VALUE}")
    private long idleTimeout = TransportOptions.defaults().idleTimeout().toSeconds();

    /** @throws ConfigurationException if a limit is below what a pull needs at all */
    PullLimits limits() {
        return new PullLimits(
                atLeast(1, manifestBytes, "--max-manifest-bytes"),
                atLeast(1, configBytes, "--max-config-bytes"),
                atLeast(1, tokenBytes, "--max-token-bytes"),
                atLeast(1, errorBytes, "--max-error-bytes"),
                atLeast(0, redirects, "--max-redirects"),
                atLeast(0, indexDepth, "--max-index-depth"),
                atLeast(1, layers, "--max-layers"),
                atLeast(1, parallelLayers, "--parallel-layers"),
                atLeast(1, totalBytes, "--max-total-bytes"),
                atLeast(1, unpackedBytes, "--max-unpacked-bytes"),
                atLeast(1, unpackedRatio, "--max-unpacked-ratio"),
                atLeast(0, resumes, "--max-resumes"));
    }

    /** @throws ConfigurationException if a timeout is not positive */
    TransportOptions timeouts() {
        return TransportOptions.defaults()
                .withConnectTimeout(Duration.ofSeconds(atLeast(1, connectTimeout, "--connect-timeout")))
                .withHeaderTimeout(Duration.ofSeconds(atLeast(1, headerTimeout, "--header-timeout")))
                .withIdleTimeout(Duration.ofSeconds(atLeast(1, idleTimeout, "--idle-timeout")));
    }

    private static int atLeast(int least, int value, String option) {
        return Math.toIntExact(atLeast(least, (long) value, option));
    }

    private static long atLeast(int least, long value, String option) {
        if (value < least) {
            throw new ConfigurationException(option + " is " + value + "; it is at least " + least);
        }
        return value;
    }
}
