package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every page of a report of two runs, one of which has a hostile text in another place each time. */
class HostileRunTests {
    private static final List<RunRecord> RUNS = Runs.two();

    @Test
    void hostileTextIsEscapedWhereverItStands() throws Exception {
        var hostile = "<script>alert(1)</script>\" onfocus=alert(1) '";
        for (var site : planted(text -> hostile)) {
            site.pages().forEach((path, html) -> {
                assertThat(html).as(path).doesNotContain("<script>alert", "\" onfocus");
                assertThat(Pattern.compile("<script").matcher(html).results())
                        .as(path)
                        .hasSize(2);
            });
        }
    }

    @Test
    void whatIsFromTheWireNeverChoosesAFile() throws Exception {
        for (var text :
                List.of("../../../up", "/etc/passwd", "..\\up/..\\up", "con/nul.html", "a/b/c/d", ".hidden/.x")) {
            for (var site : planted(ignored -> text)) {
                assertThat(site.pages().keySet())
                        .allMatch(path ->
                                path.matches("[a-z]+\\.html|checks/[a-z0-9][a-z0-9_-]*/[a-z0-9][a-z0-9_-]*\\.html"));
            }
        }
    }

    @Test
    void aLinkThatIsNotOfTheWebIsNoLink() throws Exception {
        for (var site : planted(text -> "javascript:alert(1)")) {
            assertThat(site.whole()).doesNotContain("href=\"javascript:");
        }
    }

    @Test
    void hiddenCharactersAreVisibleWhereverTheyStand() throws Exception {
        for (var site : planted(text -> text + "\u202e\u001b\u0000\ud83d")) {
            assertThat(site.whole()).doesNotContain("\u202e", "\u001b", "\u0000");
        }
    }

    @Test
    void aPlantedTokenNeverReachesAPage() throws Exception {
        for (var site : planted(text -> MaskingTests.JWT)) {
            assertThat(site.whole()).doesNotContain(MaskingTests.JWT);
        }
        for (var site : planted(text -> text + " " + MaskingTests.JWT + "\n")) {
            assertThat(site.whole()).doesNotContain(MaskingTests.JWT);
        }
    }

    @Test
    void aPlantedSecretOfNoShapeIsMaskedWhereSecretsStand() {
        var exchange = Exchanges.get(1, "https://me:s3cr3t@r.example/v2/?sig=s3cr3t")
                .sent("Authorization", "Bearer s3cr3t")
                .sent("Cookie", "a=s3cr3t")
                .answered(200, "OK")
                .received("Set-Cookie", "a=s3cr3t; Path=/")
                .body("{\"token\": \"s3cr3t\"}")
                .build();

        assertThat(Written.of(Runs.with(exchange)).whole())
                .doesNotContain("s3cr3t")
                .contains("Authorization: Bearer ***", "Set-Cookie: a=***; Path=/")
                .contains("<span class=\"name\">Credentials</span> Bearer token, cookie, secret in the URL");
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        Written.of(RUNS, Extras.NONE)
                .pages()
                .forEach((path, html) -> assertThat(html)
                        .as(path)
                        .contains("default-src &#39;none&#39;; style-src &#39;sha256-")
                        .doesNotContainPattern("<(?:img|link|iframe|object|embed|base)\\b")
                        .doesNotContainPattern("\\s(?:src|style|on[a-z]+)=\"")
                        .doesNotContain("@import", "url("));
    }

    private static List<Written> planted(UnaryOperator<String> plant) throws ReflectiveOperationException {
        var sites = new ArrayList<Written>();
        for (var run : Planting.everywhere(RUNS.get(0), plant)) {
            sites.add(Written.of(run, RUNS.get(1)));
        }
        return sites;
    }
}
