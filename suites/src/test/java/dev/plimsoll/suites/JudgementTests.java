package dev.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.run.Catalog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every judgement against the traffic that it must let pass, the traffic that it must object to, and all the rest. */
class JudgementTests {
    /** They tell what they see, so their two fixtures differ in that alone. */
    private static final Set<String> OBSERVING = Set.of(
            "negotiation/answer-without-accept",
            "negotiation/answer-to-wildcard",
            "negotiation/tag-as-unknown-type",
            "negotiation/digest-as-unknown-type",
            "negotiation/tag-as-oci-index",
            "negotiation/tag-as-docker-list",
            "negotiation/tag-as-oci-manifest",
            "negotiation/tag-as-docker-manifest",
            "connections/version-spoken",
            "limits/rate-that-is-told",
            "pulling/client-blobs-at-once",
            "pulling/client-way-to-the-manifest",
            "requests/client-accept-shape",
            "tokens/anonymous-answer",
            "names/answer-about-an-unknown-repository");

    static List<Check> checks() {
        return Catalog.all();
    }

    static List<CheckFixture> fixtures() {
        return CheckFixture.all();
    }

    static Stream<CheckFixture> conforming() {
        return CheckFixture.ofKind("conforming").filter(fixture -> !isObserving(fixture.check()));
    }

    static Stream<CheckFixture> violating() {
        return CheckFixture.ofKind("violating").filter(fixture -> !isObserving(fixture.check()));
    }

    static Stream<CheckFixture> notApplicable() {
        return CheckFixture.ofKind("not-applicable");
    }

    static Stream<Check> observing() {
        return checks().stream().filter(JudgementTests::isObserving);
    }

    @ParameterizedTest
    @MethodSource("conforming")
    void passesWhatConforms(CheckFixture fixture) {
        var transcript = fixture.transcript();

        assertThat(fixture.check().judgement().judge(transcript))
                .as(fixture.toString())
                .isInstanceOfSatisfying(
                        Outcome.Conforms.class,
                        conforms ->
                                assertThat(conforms.exchanges()).isNotEmpty().isSubsetOf(ids(transcript)));
    }

    @ParameterizedTest
    @MethodSource("violating")
    void objectsToWhatDoesNot(CheckFixture fixture) {
        var transcript = fixture.transcript();

        assertThat(fixture.check().judgement().judge(transcript))
                .as(fixture.toString())
                .isInstanceOfSatisfying(
                        Outcome.Violates.class,
                        violates -> assertThat(violates.findings()).allSatisfy(finding -> {
                            assertThat(ids(transcript)).contains(finding.exchange());
                            assertThat(finding.subject()).isNotBlank();
                            assertThat(finding.expected()).isNotBlank();
                            assertThat(finding.actual()).isNotBlank().isNotEqualTo(finding.expected());
                        }));
    }

    @ParameterizedTest
    @MethodSource("notApplicable")
    void saysNothingOfWhatIsNotItsMatter(CheckFixture fixture) {
        assertThat(fixture.check().judgement().judge(fixture.transcript()))
                .as(fixture.toString())
                .isInstanceOf(Outcome.NotApplicable.class);
    }

    @ParameterizedTest
    @MethodSource("observing")
    void tellsApartWhatItObserves(Check check) {
        var values = CheckFixture.all().stream()
                .filter(fixture ->
                        fixture.check().equals(check) && !fixture.file().startsWith("not-"))
                .map(fixture -> check.judgement().judge(fixture.transcript()))
                .map(outcome -> ((Outcome.Observed) outcome).value())
                .toList();

        assertThat(values).hasSizeGreaterThan(1).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void doesNotApplyToNothing(Check check) {
        assertThat(check.judgement().judge(Transcript.of()))
                .isInstanceOfSatisfying(
                        Outcome.NotApplicable.class,
                        outcome -> assertThat(outcome.why()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void judgesTwiceAlike(CheckFixture fixture) {
        var transcript = fixture.transcript();

        for (var check : Catalog.all()) {
            assertThat(check.judgement().judge(transcript))
                    .as(check.id().value())
                    .isEqualTo(check.judgement().judge(fixture.transcript()));
        }
    }

    /** A connection that fails before the response is traffic too. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void bearsMissingResponses(CheckFixture fixture) {
        var exchanges = fixture.transcript().exchanges();
        for (var lost : exchanges) {
            var transcript = new Transcript(exchanges.stream()
                    .map(exchange -> exchange.equals(lost) ? unanswered(exchange) : exchange)
                    .toList());
            for (var check : Catalog.all()) {
                assertThat(check.judgement().judge(transcript))
                        .as(check.id().value())
                        .isNotNull();
            }
        }
    }

    private static Exchange unanswered(Exchange exchange) {
        return new Exchange(
                exchange.id(),
                exchange.request(),
                Optional.empty(),
                Optional.of("connection reset"),
                exchange.timing(),
                List.of());
    }

    private static boolean isObserving(Check check) {
        return OBSERVING.contains(check.id().value());
    }

    private static Set<Integer> ids(Transcript transcript) {
        return transcript.stream().map(Exchange::id).collect(Collectors.toSet());
    }
}
