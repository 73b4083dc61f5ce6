package dev.plimsoll.cli;

import dev.plimsoll.engine.PullLimits;
import dev.plimsoll.engine.TransportOptions;
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

    PullLimits limits() {
        return new PullLimits(
                manifestBytes,
                configBytes,
                tokenBytes,
                errorBytes,
                redirects,
                indexDepth,
                layers,
                parallelLayers,
                totalBytes,
                unpackedBytes,
                unpackedRatio,
                resumes);
    }

    TransportOptions timeouts() {
        return TransportOptions.defaults()
                .withConnectTimeout(Duration.ofSeconds(connectTimeout))
                .withHeaderTimeout(Duration.ofSeconds(headerTimeout))
                .withIdleTimeout(Duration.ofSeconds(idleTimeout));
    }
}
