package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTests {
    @TempDir
    private Path folder;

    /** If the change is wanted, copy {@code target/golden} over the golden files and look at the difference. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "matrix.html",
                "checks/digests/header-matches-the-body.html",
                "checks/redirects/authorization-stays-home.html"
            })
    void thePageIsAsItWas(String path) throws IOException {
        var html =
                Golden.withoutStyle(Written.of(Runs.two(), Extras.NONE).pages().getOrDefault(path, ""));

        var written = Path.of("target/golden").resolve(path);
        Files.createDirectories(written.getParent());
        Files.writeString(written, html);
        try (var golden = HtmlReportTests.class.getResourceAsStream("golden/" + path)) {
            assertThat(golden).isNotNull();
            assertThat(html).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void everyPageOfTheSiteIsThere() throws IOException {
        assertThat(HtmlReport.write(Runs.two(), folder)).isEqualTo(folder.resolve("index.html"));

        assertThat(files(folder))
                .containsExactly(
                        "checks/digests/header-matches-the-body.html",
                        "checks/negotiation/answers-with-an-accepted-type.html",
                        "checks/redirects/authorization-stays-home.html",
                        "checks/schema1/signature-verifies.html",
                        "index.html",
                        "matrix.html",
                        "specification.html");
    }

    @Test
    void pagesOfAnOlderReportAreTakenAwayAndNothingElse() throws IOException {
        HtmlReport.write(Runs.rich(), folder);
        Files.writeString(folder.resolve("notes.html"), "mine");
        Files.writeString(folder.resolve("checks/tokens/notes.txt"), "mine");

        HtmlReport.write(Runs.with(Exchanges.manifest()), folder);

        assertThat(files(folder))
                .containsExactly(
                        "checks/tokens/notes.txt",
                        "checks/topic/check.html",
                        "index.html",
                        "matrix.html",
                        "notes.html",
                        "specification.html");
    }

    @Test
    void aFolderThatIsALinkIsNotLookedInto(@TempDir Path elsewhere) throws IOException {
        Files.createDirectories(elsewhere.resolve("tokens"));
        Files.writeString(elsewhere.resolve("tokens/mine.html"), "mine");
        Files.createSymbolicLink(folder.resolve("checks"), elsewhere);

        HtmlReport.clear(folder);

        assertThat(elsewhere.resolve("tokens/mine.html")).hasContent("mine");
    }

    @Test
    void everyLinkWithinTheSiteLeadsSomewhere() {
        var site = Written.of(List.of(Runs.rich(), Runs.of("quay", "replay", Runs.rich())), Extras.NONE);

        site.pages()
                .forEach((path, html) -> Written.all(html, "<a [^>]*href=\"([^\"]*)\"")
                        .forEach(href -> assertLeadsSomewhere(site, path, href)));
    }

    private static void assertLeadsSomewhere(Written site, String path, String href) {
        if (href.startsWith("https://") || href.endsWith("results.json")) {
            return;
        }
        var hash = href.indexOf('#');
        var file = hash < 0 ? href : href.substring(0, hash);
        var target = file.isEmpty()
                ? path
                : Path.of(path).resolveSibling(file).normalize().toString();
        assertThat(site.pages()).as("%s in %s", href, path).containsKey(target);
        if (hash >= 0 && href.indexOf('=') < 0) {
            assertThat(site.pages().get(target))
                    .as("%s in %s", href, path)
                    .contains(" id=\"" + href.substring(hash + 1) + "\"");
        }
    }

    @Test
    void anchorsAreUniqueInEachPage() {
        var runs = List.of(Runs.rich(), Runs.rich(), Runs.of("quay", "replay", Runs.rich()));

        Written.of(runs, Extras.NONE)
                .pages()
                .forEach((path, html) -> assertThat(Written.all(html, " id=\"([^\"]*)\""))
                        .as(path)
                        .doesNotHaveDuplicates());
    }

    @Test
    void runsOfOneTargetAreToldApartByModeAndNumber() {
        var replay = Runs.of("dockerhub", "replay", Runs.small());
        var site = Written.of(Runs.small(), replay, replay, Runs.of("quay", "replay", Runs.small()));

        assertThat(Written.all(site.overview(), "<th scope=\"row\">[^<]*<span class=\"key\">([^<]*)</span>"))
                .containsExactly("dockerhub-process", "dockerhub-replay", "dockerhub-replay-2", "quay");
        assertThat(site.check("digests/header-matches-the-body"))
                .contains("<section class=\"result\" id=\"dockerhub-replay-2\"");
    }

    @Test
    void whatTheNavigationLeadsToBesidesIsLinkedFromEveryPage() {
        var extras = new Extras(List.of(new PageLink("Pull of <quay>", "pull-quay.html")), Past.UNKNOWN, 12);
        var site = Written.of(Runs.two(), extras);

        assertThat(site.overview()).contains("<a href=\"pull-quay.html\">Pull of &lt;quay&gt;</a>");
        assertThat(site.check("digests/header-matches-the-body")).contains("<a href=\"../../pull-quay.html\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "../up.html", "/etc/passwd", "//host/x", "a/../../b.html", ""})
    void aFurtherPageLiesInTheReportsFolder(String href) {
        assertThatThrownBy(() -> new PageLink("Elsewhere", href)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noRunIsNoReport() {
        assertThatThrownBy(() -> HtmlReport.write(List.<RunRecord>of(), folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a report is of at least one run");
        assertThatThrownBy(() -> new Extras(List.of(), Past.UNKNOWN, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("exchanges per result: at least 1, not 0");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
