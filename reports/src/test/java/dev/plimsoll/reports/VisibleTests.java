package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTests {
    @Test
    void controlCharactersAreShownAsTheirPictures() {
        assertThat(Visible.line("a\u0000b\u001b[0m\r\n\t\u007f"))
                .isEqualTo("a\u2400b\u241b[0m\u240d\u240a\u2409\u2421");
    }

    @Test
    void whatTurnsTheReadingDirectionIsShownByNumber() {
        assertThat(Visible.line("\u202eexe.gpj\u2066\u200b\u0085\ufeff"))
                .isEqualTo(
                        "\u27e6U+202E\u27e7exe.gpj\u27e6U+2066\u27e7\u27e6U+200B\u27e7\u27e6U+0085\u27e7\u27e6U+FEFF\u27e7");
    }

    @Test
    void halfACharacterIsShownByNumber() {
        assertThat(Visible.line("a\ud83db")).isEqualTo("a\u27e6U+D83D\u27e7b");
    }

    @Test
    void aBlockKeepsItsLinesAndTabs() {
        assertThat(Visible.block("a\n\tb\r\n")).isEqualTo("a\n\tb\u240d\n");
    }

    @Test
    void lettersOfEveryScriptStay() {
        assertThat(Visible.line("\u00fc \u05d0 \u4e2d \ud83d\ude80")).isEqualTo("\u00fc \u05d0 \u4e2d \ud83d\ude80");
    }
}
