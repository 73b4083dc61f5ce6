package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import java.util.Optional;

/**
 * What to pull and how.
 *
 * @param platform to choose from an index
 * @param registry asked in the place of the reference's own, for instance a mirror or a replay
 * @param plainHttp whether a reference's own registry is asked by http
 * @param limits what to take at most
 * @param userAgent of every request
 */
public record PullOptions(
        Platform platform, Optional<Origin> registry, boolean plainHttp, PullLimits limits, String userAgent) {
    private static final PullOptions DEFAULTS = new PullOptions(
            Platform.LINUX_AMD64,
            Optional.empty(),
            false,
            PullLimits.defaults(),
            "plimsoll/"
                    + Optional.ofNullable(PullOptions.class.getPackage().getImplementationVersion())
                            .orElse("dev"));

    /** linux/amd64 from the reference's own registry by https. */
    public static PullOptions defaults() {
        return DEFAULTS;
    }

    public PullOptions withPlatform(Platform wanted) {
        return new PullOptions(wanted, registry, plainHttp, limits, userAgent);
    }

    public PullOptions withRegistry(Origin origin) {
        return new PullOptions(platform, Optional.of(origin), plainHttp, limits, userAgent);
    }

    public PullOptions withPlainHttp(boolean plain) {
        return new PullOptions(platform, registry, plain, limits, userAgent);
    }

    public PullOptions withLimits(PullLimits newLimits) {
        return new PullOptions(platform, registry, plainHttp, newLimits, userAgent);
    }

    public PullOptions withUserAgent(String agent) {
        return new PullOptions(platform, registry, plainHttp, limits, agent);
    }

    Origin originOf(Reference reference) {
        return registry.orElseGet(
                () -> HttpUrl.parse((plainHttp ? "http://" : "https://") + reference.registryHost() + "/")
                        .origin());
    }
}
