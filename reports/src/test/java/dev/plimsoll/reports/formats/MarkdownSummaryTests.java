package dev.plimsoll.reports.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownSummaryTests {
    /** A span of code, or a fence, with as many backticks at both ends. */
    private static final Pattern CODE = Pattern.compile("(?s)(?<!`)(`+)(?!`)(.+?)(?<!`)\\1(?!`)");

    @Test
    void outsideOfCodeThereIsNothingFromTheWire() {
        var prose =
                CODE.matcher(MarkdownSummary.of(List.of(SampleRuns.hostile()))).replaceAll("CODE");

        assertThat(prose)
                .doesNotContain("script", "@octocat", "javascript", "jndi", "www.evil", "`", "**b**", "# head")
                .contains("actual: CODE", "the target's file says: CODE");
        assertThat(prose.replace("<details>", "").replace("</details>", "").replaceAll("</?summary>", ""))
                .doesNotContainPattern("<(?!https://)");
    }

    @Test
    void whatFailsComesFirstAndKnownDeviationsAreFolded() {
        var summary = MarkdownSummary.of(List.of(SampleRuns.hostile()));

        assertThat(summary)
                .containsSubsequence(
                        "**Violations**: 2 of 8 judged checks violated",
                        "| | MUST | SHOULD | MAY | QUIRK | all |",
                        "#### ✗ FAIL",
                        "#### ↺ STALE",
                        "#### ? INCONCLUSIVE",
                        "#### ▲ WARN",
                        "<details>\n<summary>1 known deviation</summary>\n\n- `tags/list-is-sorted`");
    }

    @Test
    void itStaysBelowItsLimitAndTellsWhatIsLeftOut() {
        var summary = MarkdownSummary.of(List.of(SampleRuns.failing(300)));

        assertThat(summary.getBytes(UTF_8)).hasSizeBetween(50_000, MarkdownSummary.LIMIT);
        var left = Pattern.compile("Left out, .*: (\\d+) results. results.json has all")
                .matcher(summary);
        assertThat(left.find()).isTrue();
        var shown = Pattern.compile("(?m)^#### ✗ FAIL|^- `topic/known-")
                .matcher(summary)
                .results()
                .count();
        assertThat(Integer.parseInt(left.group(1)) + shown).isEqualTo(600);
    }

    @Test
    void aRunWithoutAFaultIsShort() {
        assertThat(MarkdownSummary.of(List.of(SampleRuns.conforming("quay", "replay")))
                        .lines())
                .hasSizeLessThan(12)
                .first()
                .isEqualTo("### ✓ The registry quay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@octocat",
                "a|b",
                "<b>",
                "`",
                "``a``",
                "[a](b)",
                "*b*",
                "_b_",
                "http://a.test",
                "www.a.test",
                "#1",
                "GH-1",
                "a\nb",
                "&lt;",
                "~~a~~",
                "$x$",
                "\\",
                "!a",
                "{a}"
            })
    void whatIsNotPlainIsCode(String text) {
        assertThat(Prose.text(text)).matches("(?s)(`+)[^\n]+\\1");
    }

    @ParameterizedTest
    @CsvSource({"'a, b; c. d', 'a, b; c. d'", "'', ''", "'50 % of (it)', '50 % of (it)'"})
    void plainWordsStay(String text, String shown) {
        assertThat(Prose.text(text)).isEqualTo(shown);
    }

    @Test
    void aFenceIsLongerThanWhatItHolds() {
        assertThat(Prose.fence("sh", "a ```` b")).isEqualTo("`````sh\na ```` b\n`````\n");
        assertThat(Prose.link("DS-1", Optional.empty())).isEqualTo("DS-1");
        assertThat(Prose.code("`")).isEqualTo("`` ` ``");
    }
}
