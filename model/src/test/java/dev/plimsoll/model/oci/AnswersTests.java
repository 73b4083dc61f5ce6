package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small JSON answers: errors, tokens, tag lists. */
class AnswersTests {
    @Test
    void dockerHubsErrorHasANullDetailThatIsNone() {
        var error = ErrorResponse.parse(
                json("{'errors':[{'code':'UNAUTHORIZED','message':'authentication required','detail':null}]}"));

        assertThat(error.errors())
                .containsExactly(new ErrorResponse.Entry(
                        "UNAUTHORIZED", Optional.of("authentication required"), Optional.empty()));
        assertThat(error.errors().get(0).known()).contains(ErrorCode.UNAUTHORIZED);
    }

    @Test
    void messageMayBeMissingAndDetailIsKeptAsJson() {
        var entry = ErrorResponse.parse(json("{'errors':[{'code':'MY_OWN','detail':[{'Type':'repository'}]}]}"))
                .errors()
                .get(0);

        assertThat(entry.message()).isEmpty();
        assertThat(entry.detail()).contains("[{\"Type\":\"repository\"}]");
        assertThat(entry.known()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'errors':[]}", "{'errors':null}"})
    void emptyEnvelopeHasNoErrors(String text) {
        assertThat(ErrorResponse.parse(json(text)).errors()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"{}", "[]", "", "not found", "{'errors':{}}", "{'errors':[null]}", "{'errors':[{'code':7}]}"})
    void otherShapesAreNoErrorEnvelope(String text) {
        assertThatThrownBy(() -> ErrorResponse.parse(json(text))).isInstanceOf(MalformedException.class);
    }

    @Test
    void gcrsTimeOfIssueHasAnOffsetAndDockerHubsIsInUtc() {
        var gcr = TokenResponse.parse(
                json("{'expires_in':43200,'issued_at':'2020-08-19T20:38:43.00565746-07:00','token':'t'}"));
        var hub = TokenResponse.parse(json("{'token':'t','issued_at':'2020-08-20T06:17:42.575597053Z'}"));

        assertThat(gcr.issuedAtTime().map(OffsetDateTime::toInstant))
                .contains(Instant.parse("2020-08-20T03:38:43.005657460Z"));
        assertThat(gcr.expiresIn()).contains(Duration.ofHours(12));
        assertThat(hub.issuedAtTime().map(OffsetDateTime::toInstant))
                .contains(Instant.parse("2020-08-20T06:17:42.575597053Z"));
        assertThat(hub.expiresIn()).isEmpty();
    }

    @Test
    void tokenComesByEitherNameAndIsNotPrinted() {
        var both = TokenResponse.parse(json("{'token':'first','access_token':'second','refresh_token':'third'}"));

        assertThat(both.bearer().map(Secret::reveal)).contains("first");
        assertThat(TokenResponse.parse(json("{'token':'','access_token':'second'}"))
                        .bearer()
                        .map(Secret::reveal))
                .contains("second");
        assertThat(TokenResponse.parse(json("{}")).bearer()).isEmpty();
        assertThat(both.toString()).doesNotContain("first", "second", "third").contains("***");
    }

    @ParameterizedTest(name = "expires_in {0}")
    @ValueSource(strings = {"'300'", "null", "true", "1e308", "99999999999999999999", "9223372036854775807"})
    void lifetimeThatIsNoNumberOfSecondsIsNone(String value) {
        var expiresIn = TokenResponse.parse(json("{'token':'t','expires_in':" + value + "}"))
                .expiresIn();

        assertThat(expiresIn).isEmpty();
    }

    @Test
    void bodyThatIsTheBareTokenDoesNotReachTheException() {
        assertThatThrownBy(() -> TokenResponse.parse(Bytes.utf8("eyJhbGciOiJSUzI1NiJ9.payload.signature")))
                .isInstanceOf(MalformedException.class)
                .satisfies(e -> assertThat(chain(e)).doesNotContain("eyJhbGci"));
        assertThatThrownBy(() -> TokenResponse.parse(json("{'token':eyJhbGciOiJSUzI1NiJ9}")))
                .satisfies(e -> assertThat(chain(e)).doesNotContain("eyJhbGci"));
    }

    @Test
    void unreadableTimeOfIssueIsNone() {
        assertThat(TokenResponse.parse(json("{'token':'t','issued_at':'yesterday'}"))
                        .issuedAtTime())
                .isEmpty();
    }

    @Test
    void nullTagsAreAnEmptyList() {
        assertThat(TagList.parse(json("{'name':'a/b','tags':null}")).tags()).isEmpty();
        assertThat(TagList.parse(json("{'name':'a/b','tags':['1','2']}")).tags())
                .containsExactly("1", "2");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{'tags':[]}", "{'name':'x','tags':'1'}", "{'name':'x','tags':[1]}", "[]"})
    void otherShapesAreNoTagList(String text) {
        assertThatThrownBy(() -> TagList.parse(json(text))).isInstanceOf(MalformedException.class);
    }

    private static String chain(Throwable thrown) {
        return thrown + " " + thrown.getCause();
    }

    private static Bytes json(String text) {
        return Bytes.utf8(text.replace('\'', '"'));
    }
}
