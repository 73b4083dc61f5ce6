package dev.plimsoll.model.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTests {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '§', textBlock = """
                    </v2/a/tags/list?last=b&n=2>; rel="next" § /v2/a/tags/list?last=b&n=2
                    </x>;rel=next § /x
                    </x> ; REL = "NEXT" § /x
                    </x>; rel="prev next" § /x
                    </x>; title="a, b; c"; rel="next" § /x
                    </x>; title="say \\"next\\""; rel="next" § /x
                    </x>; crossorigin; rel="next" § /x
                    </x>;; rel="next"; § /x
                    </a>; rel="prev", </b>; rel="next" § /b
                    </a,b;c>; rel="next" § /a,b;c
                    <>; rel="next" § ''
                    """)
    void nextLinkIsFound(String line, String target) {
        assertThat(Link.next(List.of(line)).map(Link::target)).contains(target);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "</x>",
                "/x; rel=\"next\"",
                "</x>; rel=\"prev\"; rel=\"next\"",
                "</x>; rel=\"nextpage\"",
                "</x; rel=\"next\"",
                "</x>; title=\"<y>; rel=next\"",
                "</x>; rel",
            })
    void whatNamesNoNextPageIsPassedOver(String line) {
        assertThat(Link.next(List.of(line))).isEmpty();
    }

    @Test
    void linksOfAllLinesCount() {
        var links = Link.parseLeniently(List.of("</a>; rel=a", "junk", "</b>; rel=b; X=\"\\q\""));

        assertThat(links).extracting(Link::target).containsExactly("/a", "/b");
        assertThat(links.get(1).parameters()).containsEntry("x", "q");
    }

    @Test
    void endlessValuesAreReadWithoutExhaustingTheStack() {
        var quoted = "</x>; title=\"" + "a\\b".repeat(100_000) + "\"; rel=next";
        var many = "</x>" + "; a=b".repeat(100_000) + "; rel=next";

        assertThat(Link.next(List.of(quoted))).isPresent();
        assertThat(Link.next(List.of(many))).isPresent();
    }
}
