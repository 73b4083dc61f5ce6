package dev.plimsoll.model.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChallengeTests {
    /** Each challenge as {@code Scheme(name=value;…)} or {@code Scheme:token68}, then the number of problems. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '§', quoteCharacter = '´', textBlock = """
                    Bearer realm="https://auth.docker.io/token",service="registry.docker.io" § Bearer(realm=https://auth.docker.io/token;service=registry.docker.io) § 0
                    bearer REALM="x" § bearer(REALM=x) § 0
                    Bearer realm="x",scope="repository:a/b:pull,push" § Bearer(realm=x;scope=repository:a/b:pull,push) § 0
                    Basic realm="a \\"b\\" \\\\ c" § Basic(realm=a "b" \\ c) § 0
                    Basic realm="a, Bearer realm=b" § Basic(realm=a, Bearer realm=b) § 0
                    Basic realm="x", Bearer realm="y",service="z" § Basic(realm=x) Bearer(realm=y;service=z) § 0
                    Bearer realm="y",service="z",Basic realm="x" § Bearer(realm=y;service=z) Basic(realm=x) § 0
                    Negotiate abc==, Basic realm="x" § Negotiate:abc== Basic(realm=x) § 0
                    Negotiate § Negotiate() § 0
                    Negotiate, Basic realm="x" § Negotiate() Basic(realm=x) § 0
                    Negotiate, NTLM § Negotiate() NTLM() § 0
                    Bearer realm=https://auth.example/token?a=b,service=x § Bearer(realm=https://auth.example/token?a=b;service=x) § 0
                    Bearer realm = "x" , service = y § Bearer(realm=x;service=y) § 0
                    ,, Bearer realm="x" ,, § Bearer(realm=x) § 0
                    Bearer realm="",service="x" § Bearer(realm=;service=x) § 0
                    Bearer realm=,service="x" § Bearer(realm=;service=x) § 1
                    Bearer service="x",realm=,scope="y" § Bearer(service=x;realm=;scope=y) § 1
                    Bearer realm="x" service="y" § Bearer(realm=x;service=y) § 1
                    Bearer realm="x" Basic realm="y" § Bearer(realm=x) Basic(realm=y) § 1
                    Bearer realm="x § Bearer(realm=x) § 1
                    Bearer realm="x\\ § Bearer(realm=x\\) § 1
                    Bearer realm="x",realm="y" § Bearer(realm=x;realm=y) § 1
                    Bearer realm="x",Realm="y" § Bearer(realm=x;Realm=y) § 1
                    "junk" § ´´ § 1
                    ´´ § ´´ § 0
                    """)
    void challengesAreReadByTheGrammarAndLenientlyBesides(String line, String expected, int problems) {
        var parsed = Challenge.parseLeniently(List.of(line));

        assertThat(String.join(
                        " ",
                        parsed.challenges().stream().map(ChallengeTests::show).toList()))
                .isEqualTo(expected);
        assertThat(parsed.problems()).hasSize(problems);
    }

    @Test
    void linesAreReadOneByOneSoThatOneBrokenLineDoesNotHideTheNext() {
        var parsed = Challenge.parseLeniently(List.of("Basic realm=\"open", "=", "Bearer realm=\"y\""));

        assertThat(parsed.challenges()).extracting(Challenge::scheme).containsExactly("Basic", "Bearer");
        assertThat(parsed.problems()).hasSize(2);
        assertThat(Challenge.parseLeniently(List.of()).challenges()).isEmpty();
    }

    @Test
    void firstParameterOfANameCountsAndNamesHaveNoCase() {
        var challenge = Challenge.parseLeniently(List.of("Bearer realm=a,REALM=b"))
                .challenges()
                .get(0);

        assertThat(challenge.parameter("Realm")).contains("a");
        assertThat(challenge.parameter("service")).isEmpty();
        assertThat(challenge.isScheme("BEARER")).isTrue();
    }

    @Test
    void everyInputIsReadToItsEnd() {
        long seed = new Random().nextLong();
        assertReadsEverything(seed);
    }

    @Test
    void inputOfAFixedSeedIsReadToItsEnd() {
        assertReadsEverything(20_200_820L);
    }

    private static void assertReadsEverything(long seed) {
        var pieces = List.of(
                "Bearer",
                "Basic",
                "realm",
                "=",
                "\"",
                "\\",
                ",",
                " ",
                "\t",
                "==",
                "abc",
                "/",
                ":",
                "\u00e9",
                "\u0000",
                "service=\"x\"",
                "~",
                ";",
                "(",
                "{");
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            var line = new StringBuilder();
            for (int piece = random.nextInt(30); piece > 0; piece--) {
                line.append(pieces.get(random.nextInt(pieces.size())));
            }
            var text = line.toString();
            var parsed = Challenge.parseLeniently(List.of(text));
            assertThat(parsed.challenges())
                    .as("seed %d, round %d: %s", seed, round, text)
                    .hasSizeLessThanOrEqualTo(text.length())
                    .allSatisfy(challenge -> assertThat(challenge.scheme()).isNotEmpty());
            assertThat(parsed.problems())
                    .as("seed %d, round %d: %s", seed, round, text)
                    .hasSizeLessThanOrEqualTo(text.length());
        }
    }

    private static String show(Challenge challenge) {
        return challenge.scheme()
                + challenge
                        .token68()
                        .map(token -> ":" + token)
                        .orElseGet(() -> "("
                                + String.join(
                                        ";",
                                        challenge.parameters().stream()
                                                .map(parameter -> parameter.name() + "=" + parameter.value())
                                                .toList())
                                + ")");
    }
}
