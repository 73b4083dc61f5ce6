package dev.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.caching.CachingChecks;
import dev.plimsoll.suites.caching.ConditionalChecks;
import dev.plimsoll.suites.challenges.ChallengesChecks;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Clauses;
import dev.plimsoll.suites.check.Party;
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
import dev.plimsoll.suites.run.Catalog;
import dev.plimsoll.suites.schema1.Schema1Checks;
import dev.plimsoll.suites.tags.TagsChecks;
import dev.plimsoll.suites.tokens.TokenClientChecks;
import dev.plimsoll.suites.tokens.TokenServiceChecks;
import dev.plimsoll.suites.tokens.TokensChecks;
import dev.plimsoll.suites.uploads.UploadsChecks;
import dev.plimsoll.suites.verification.VerificationChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the catalogue as a whole, and of every check besides its judgement. */
class CatalogTests {
    private static final Path LOCK = Path.of("check-ids.lock");

    static List<Check> checks() {
        return Catalog.all();
    }

    @Test
    void hasAtLeastSixtyChecks() {
        assertThat(Catalog.all()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void idsAreUnique() {
        assertThat(ids()).doesNotHaveDuplicates();
    }

    @Test
    void idsAreThoseOfTheLockFile() throws IOException {
        var locked = Files.readAllLines(LOCK);

        assertThat(locked)
                .as("%s has one id a line, sorted, none twice", LOCK)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(ids())
                .as(
                        "ids stand in reports and expectations of others, so they are never renamed or given up:"
                                + " bring back what is missing of %s",
                        LOCK)
                .containsAll(locked);
        assertThat(locked)
                .as("a new id is there to stay from now on: add it to %s", LOCK)
                .containsAll(ids());
    }

    @Test
    void topicOfAnIdIsThePackageOfItsChecks() {
        var byPackage = Map.<Class<?>, List<Check>>ofEntries(
                Map.entry(ChallengesChecks.class, ChallengesChecks.ALL),
                Map.entry(TokensChecks.class, TokensChecks.ALL),
                Map.entry(TokenServiceChecks.class, TokenServiceChecks.ALL),
                Map.entry(TokenClientChecks.class, TokenClientChecks.ALL),
                Map.entry(CredentialsChecks.class, CredentialsChecks.ALL),
                Map.entry(NegotiationChecks.class, NegotiationChecks.ALL),
                Map.entry(RedirectsChecks.class, RedirectsChecks.ALL),
                Map.entry(Schema1Checks.class, Schema1Checks.ALL),
                Map.entry(DigestsChecks.class, DigestsChecks.ALL),
                Map.entry(UploadsChecks.class, UploadsChecks.ALL),
                Map.entry(PushesChecks.class, PushesChecks.ALL),
                Map.entry(DeletionChecks.class, DeletionChecks.ALL),
                Map.entry(ReferrersChecks.class, ReferrersChecks.ALL),
                Map.entry(TagsChecks.class, TagsChecks.ALL),
                Map.entry(NamesChecks.class, NamesChecks.ALL),
                Map.entry(ParityChecks.class, ParityChecks.ALL),
                Map.entry(ImagesChecks.class, ImagesChecks.ALL),
                Map.entry(DescriptorChecks.class, DescriptorChecks.ALL),
                Map.entry(AcceptMatrixChecks.class, AcceptMatrixChecks.ALL),
                Map.entry(RangesChecks.class, RangesChecks.ALL),
                Map.entry(RangeConditionChecks.class, RangeConditionChecks.ALL),
                Map.entry(CachingChecks.class, CachingChecks.ALL),
                Map.entry(ConditionalChecks.class, ConditionalChecks.ALL),
                Map.entry(EncodingChecks.class, EncodingChecks.ALL),
                Map.entry(ErrorsChecks.class, ErrorsChecks.ALL),
                Map.entry(LimitsChecks.class, LimitsChecks.ALL),
                Map.entry(MirrorsChecks.class, MirrorsChecks.ALL),
                Map.entry(RedirectedContentChecks.class, RedirectedContentChecks.ALL),
                Map.entry(ConnectionsChecks.class, ConnectionsChecks.ALL),
                Map.entry(RequestsChecks.class, RequestsChecks.ALL),
                Map.entry(PullingChecks.class, PullingChecks.ALL),
                Map.entry(DiscoveryChecks.class, DiscoveryChecks.ALL),
                Map.entry(VerificationChecks.class, VerificationChecks.ALL),
                Map.entry(RetriesChecks.class, RetriesChecks.ALL),
                Map.entry(MirroringChecks.class, MirroringChecks.ALL),
                Map.entry(UploadChecks.class, UploadChecks.ALL),
                Map.entry(ChunkChecks.class, ChunkChecks.ALL),
                Map.entry(ManifestPushChecks.class, ManifestPushChecks.ALL));

        byPackage.forEach((type, checks) -> assertThat(checks)
                .isNotEmpty()
                .allMatch(
                        check -> type.getPackageName().endsWith("." + check.id().topic())));
        assertThat(byPackage.values().stream().mapToInt(List::size).sum())
                .isEqualTo(Catalog.all().size());
    }

    @ParameterizedTest
    @MethodSource("checks")
    void checkSaysWhatItWantsAndWhy(Check check) {
        // A field keeps its lower case at the beginning of a sentence.
        assertThat(check.title()).matches("([\\p{Lu}0-9]|[a-z]+_[a-z]+\\b).*[^.]");
        assertThat(check.impact()).matches("(?s)\\p{Lu}.*\\.");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void checkComesFromAClauseThatCanBeReadUp(Check check) {
        assertThat(Clauses.all()).containsValue(check.clause());
        assertThat(check.clause().requirement()).isNotBlank();
        assertThat(check.clause().link()).hasScheme("https");
        assertThat(check.clause().link().getHost()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void checkOfAClientOnlyWatches(Check check) {
        assertThat(check.party() == Party.CLIENT && check.isActive()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void checkHasAFixtureThatConformsAndOneThatViolates(Check check) {
        var files = CheckFixture.all().stream()
                .filter(fixture -> fixture.check().equals(check))
                .map(CheckFixture::file)
                .toList();

        assertThat(files)
                .contains("conforming.http", "violating.http")
                .allMatch(file -> file.matches("(conforming|violating|not-applicable)(-[a-z0-9-]+)?\\.http"));
    }

    @Test
    void everyClauseIsCheckedOrElseItWouldNotStandThere() {
        assertThat(Catalog.all().stream().map(check -> check.clause().id()))
                .containsAll(Clauses.all().keySet());
    }

    @Test
    void everyFixtureBelongsToACheck() throws IOException {
        try (var files = Files.walk(CheckFixture.FOLDER)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> CheckFixture.FOLDER.relativize(file.getParent()))
                            .map(folder -> folder.toString().replace('\\', '/'))
                            .collect(Collectors.toSet()))
                    .isSubsetOf(ids());
        }
    }

    private static List<String> ids() {
        return Catalog.all().stream().map(check -> check.id().value()).toList();
    }
}
