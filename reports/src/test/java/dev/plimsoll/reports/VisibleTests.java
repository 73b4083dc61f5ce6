package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTests {
    @Test
    void controlCharactersAreShownByName() {
        assertThat(Visible.line("a\u0000b\u001b[0m\r\n\t\u007f"))
                .isEqualTo(
                        "a\u2039NUL\u203ab\u2039ESC\u203a[0m\u2039CR\u203a\u2039LF\u203a\u2039TAB\u203a\u2039DEL\u203a");
    }

    @Test
    void whatTurnsTheReadingDirectionIsShownByNumber() {
        assertThat(Visible.line("\u202eexe.gpj\u2066\u200b\u0085\ufeff"))
                .isEqualTo(
                        "\u2039U+202E\u203aexe.gpj\u2039U+2066\u203a\u2039U+200B\u203a\u2039U+0085\u203a\u2039U+FEFF\u203a");
    }

    @Test
    void halfACharacterIsShownByNumber() {
        assertThat(Visible.line("a\ud83db")).isEqualTo("a\u2039U+D83D\u203ab");
    }

    @Test
    void aBlockKeepsItsLinesAndTabs() {
        assertThat(Visible.block("a\n\tb\r\n")).isEqualTo("a\n\tb\u2039CR\u203a\n");
    }

    @Test
    void lettersOfEveryScriptStay() {
        assertThat(Visible.line("\u00fc \u05d0 \u4e2d \ud83d\ude80")).isEqualTo("\u00fc \u05d0 \u4e2d \ud83d\ude80");
    }

    @Test
    void theFillingOfAStandInIsLeftOut() {
        assertThat(SafeText.fieldValue("Authorization", "Bearer REDACTED.88618bb6" + ".".repeat(900)))
                .isEqualTo("Bearer REDACTED.88618bb6…");
        assertThat(SafeText.line("waiting....... done")).isEqualTo("waiting....... done");
    }
}
