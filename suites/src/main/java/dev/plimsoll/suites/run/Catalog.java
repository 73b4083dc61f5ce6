package dev.plimsoll.suites.run;

import dev.plimsoll.suites.caching.CachingChecks;
import dev.plimsoll.suites.caching.ConditionalChecks;
import dev.plimsoll.suites.challenges.ChallengesChecks;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.connections.ConnectionsChecks;
import dev.plimsoll.suites.credentials.CredentialsChecks;
import dev.plimsoll.suites.deletion.DeletionChecks;
import dev.plimsoll.suites.digests.DigestsChecks;
import dev.plimsoll.suites.encoding.EncodingChecks;
import dev.plimsoll.suites.errors.ErrorsChecks;
import dev.plimsoll.suites.images.DescriptorChecks;
import dev.plimsoll.suites.images.ImagesChecks;
import dev.plimsoll.suites.limits.LimitsChecks;
import dev.plimsoll.suites.mirroring.MirroringChecks;
import dev.plimsoll.suites.mirrors.MirrorsChecks;
import dev.plimsoll.suites.names.NamesChecks;
import dev.plimsoll.suites.negotiation.AcceptMatrixChecks;
import dev.plimsoll.suites.negotiation.NegotiationChecks;
import dev.plimsoll.suites.parity.ParityChecks;
import dev.plimsoll.suites.pulling.DiscoveryChecks;
import dev.plimsoll.suites.pulling.PullingChecks;
import dev.plimsoll.suites.pushes.PushesChecks;
import dev.plimsoll.suites.pushing.ChunkChecks;
import dev.plimsoll.suites.pushing.ManifestPushChecks;
import dev.plimsoll.suites.pushing.UploadChecks;
import dev.plimsoll.suites.ranges.RangeConditionChecks;
import dev.plimsoll.suites.ranges.RangesChecks;
import dev.plimsoll.suites.redirects.RedirectedContentChecks;
import dev.plimsoll.suites.redirects.RedirectsChecks;
import dev.plimsoll.suites.referrers.ReferrersChecks;
import dev.plimsoll.suites.requests.RequestsChecks;
import dev.plimsoll.suites.retries.RetriesChecks;
import dev.plimsoll.suites.schema1.Schema1Checks;
import dev.plimsoll.suites.tags.TagsChecks;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Nearest;
import dev.plimsoll.suites.tokens.TokenClientChecks;
import dev.plimsoll.suites.tokens.TokenServiceChecks;
import dev.plimsoll.suites.tokens.TokensChecks;
import dev.plimsoll.suites.uploads.UploadsChecks;
import dev.plimsoll.suites.verification.VerificationChecks;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All checks, in the order of the topics. */
public final class Catalog {
    private static final List<Check> ALL = Stream.of(
                    ChallengesChecks.ALL,
                    TokensChecks.ALL,
                    TokenServiceChecks.ALL,
                    TokenClientChecks.ALL,
                    CredentialsChecks.ALL,
                    NegotiationChecks.ALL,
                    RedirectsChecks.ALL,
                    Schema1Checks.ALL,
                    DigestsChecks.ALL,
                    UploadsChecks.ALL,
                    PushesChecks.ALL,
                    DeletionChecks.ALL,
                    ReferrersChecks.ALL,
                    TagsChecks.ALL,
                    NamesChecks.ALL,
                    ParityChecks.ALL,
                    ImagesChecks.ALL,
                    DescriptorChecks.ALL,
                    AcceptMatrixChecks.ALL,
                    RangesChecks.ALL,
                    RangeConditionChecks.ALL,
                    CachingChecks.ALL,
                    ConditionalChecks.ALL,
                    EncodingChecks.ALL,
                    ErrorsChecks.ALL,
                    LimitsChecks.ALL,
                    MirrorsChecks.ALL,
                    RedirectedContentChecks.ALL,
                    ConnectionsChecks.ALL,
                    RequestsChecks.ALL,
                    PullingChecks.ALL,
                    DiscoveryChecks.ALL,
                    VerificationChecks.ALL,
                    RetriesChecks.ALL,
                    MirroringChecks.ALL,
                    UploadChecks.ALL,
                    ChunkChecks.ALL,
                    ManifestPushChecks.ALL)
            .flatMap(List::stream)
            .toList();

    private Catalog() {}

    public static List<Check> all() {
        return ALL;
    }

    /**
     * The checks whose id matches one of the comma-separated patterns; {@code *} stands for anything.
     *
     * @throws ConfigurationException if one of them matches nothing: a mistyped id must not hide behind a good one
     */
    public static List<Check> select(String patterns) {
        var each = Stream.of(patterns.split(",", -1)).map(String::strip).toList();
        for (var pattern : each) {
            if (ALL.stream().noneMatch(check -> matches(pattern, check))) {
                throw new ConfigurationException(
                        "no check matches \"" + pattern + "\"" + meant(pattern) + "; topics are "
                                + ALL.stream()
                                        .map(check -> check.id().topic())
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + ", and a pattern looks like tokens/* or digests/blob-has-the-digest; see: plimsoll list");
            }
        }
        return ALL.stream()
                .filter(check -> each.stream().anyMatch(pattern -> matches(pattern, check)))
                .toList();
    }

    /** A topic if the pattern is one of a topic, else a check. */
    private static String meant(String pattern) {
        var known = ALL.stream()
                .map(check -> pattern.endsWith("*")
                        ? check.id().topic() + "/*"
                        : check.id().value())
                .distinct()
                .toList();
        return Nearest.question(pattern, known);
    }

    private static boolean matches(String pattern, Check check) {
        var regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).reduce((a, b) -> a + ".*" + b);
        return check.id().value().matches(regex.orElse(""));
    }
}
