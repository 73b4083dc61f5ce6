package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatrixPageTests {
    @Test
    void registriesAndClientsHaveTheirOwnTables() {
        var html = Written.of(Runs.two(), Extras.NONE).matrix();

        assertThat(Written.all(html, "<h2 id=\"([a-z]+)\">")).containsExactly("registries", "clients");
        assertThat(Written.all(html, "<th scope=\"col\"><span>([^<]+)</span>"))
                .containsExactly("dockerhub", "quay", "docker 20.10.24");
        assertThat(html).contains("<th scope=\"colgroup\" colspan=\"1\">quay</th>");
    }

    @Test
    void aCellSaysItsGradeInAWordAndLeadsToTheEvidence() {
        var html = Written.of(Runs.two(), Extras.NONE).matrix();

        assertThat(html)
                .contains("<td class=\"fail\"><a href=\"checks/digests/header-matches-the-body.html#dockerhub\">"
                        + "\u2717<i> FAIL</i></a></td>"
                        + "<td class=\"pass\"><a href=\"checks/digests/header-matches-the-body.html#quay\">"
                        + "\u2713<i> PASS</i></a></td>")
                .contains("checks/redirects/authorization-stays-home.html#quay@docker-20.10.24");
    }

    @Test
    void aRunThatHasNoSuchResultLeavesItsCellEmpty() {
        assertThat(Written.of(Runs.two(), Extras.NONE).matrix())
                .contains("#dockerhub\">\u2713<i> PASS</i></a></td><td></td></tr>");
    }

    @Test
    void theFiltersOfferWhatOccursTheWorstGradeFirst() {
        var html = Written.of(Runs.graded("PASS", "MIXED", "FAIL", "SKIP")).matrix();

        assertThat(Written.all(html, "<select name=\"grade\"><option value=\"\">all</option>(.*?)</select>"))
                .containsExactly(
                        "<option>FAIL</option><option>MIXED</option><option>PASS</option><option>SKIP</option>");
    }
}
