package dev.plimsoll.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Read back by a parser, as an importer does. */
class JunitXmlTests {
    @Test
    void totalsAreThoseOfTheCases() throws Exception {
        var root = parsed(JunitXml.of(List.of(SampleRuns.hostile(), SampleRuns.conforming("other", "live"))));
        var suites = elements(root, "testsuite");

        for (var total : List.of("tests:testcase", "failures:failure", "errors:error", "skipped:skipped")) {
            var name = total.substring(0, total.indexOf(':'));
            var element = total.substring(total.indexOf(':') + 1);
            assertThat(Integer.parseInt(root.getAttribute(name)))
                    .as(name)
                    .isPositive()
                    .isEqualTo(elements(root, element).size())
                    .isEqualTo(suites.stream()
                            .mapToInt(suite -> Integer.parseInt(suite.getAttribute(name)))
                            .sum());
            assertThat(suites)
                    .allSatisfy(suite -> assertThat(Integer.parseInt(suite.getAttribute(name)))
                            .isEqualTo(elements(suite, element).size()));
        }
    }

    @Test
    void aViolationTellsBothSidesAndItsClause() throws Exception {
        var failure = elements(parsed(JunitXml.of(List.of(SampleRuns.hostile()))), "failure")
                .get(0);

        assertThat(failure.getAttribute("type")).isEqualTo("violation.must");
        assertThat(failure.getTextContent())
                .contains(
                        "requirement: The digest in the header is that of the body.",
                        "  expected: the digest in quotes\n",
                        "  actual:   <script>alert(1)</script> ]]> `x`",
                        "clause: https://github.com/opencontainers/distribution-spec/",
                        "repeat: curl -sS")
                .contains("‹NUL›", "‹U+202E›", "‹CR›");
    }

    @Test
    void namesAreUniqueAlsoOfTheSameRunTwice() throws Exception {
        var run = SampleRuns.hostile();
        var cases = elements(parsed(JunitXml.of(List.of(run, run))), "testcase");

        assertThat(cases.stream().map(one -> one.getAttribute("classname") + "#" + one.getAttribute("name")))
                .hasSize(22)
                .doesNotHaveDuplicates()
                .contains(
                        "plimsoll.example-replay.digests#digests/etag-is-the-digest",
                        "plimsoll.example-replay-2.digests#digests/etag-is-the-digest @docker/19.03.12");
    }

    @Test
    void aPullThatFailedIsAFailureUnlessTheRegistryWasOutOfReach() throws Exception {
        assertThat(pullCase(1)).isEqualTo("failure");
        assertThat(pullCase(3)).isEqualTo("error");
    }

    private static String pullCase(int exitCode) throws Exception {
        var run = SampleRuns.withVerdict(SampleRuns.hostile(), exitCode);
        var pull = elements(parsed(JunitXml.of(List.of(run))), "testcase").stream()
                .filter(one -> one.getAttribute("classname").equals("plimsoll.example.reference-engine"))
                .findFirst()
                .orElseThrow();
        return elements(pull, "*").get(0).getTagName();
    }

    private static Element parsed(String xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (var number = 0; number < nodes.getLength(); number++) {
            elements.add((Element) nodes.item(number));
        }
        return elements;
    }
}
