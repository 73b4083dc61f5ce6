package dev.plimsoll.reports;

import dev.plimsoll.suites.check.Clause;
import dev.plimsoll.suites.check.Requirement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The texts that requirements are from, and the headings of their sections as links tell them. */
final class Texts {
    private static final String DISTRIBUTION = "https://github.com/opencontainers/distribution-spec/blob/";
    private static final String IMAGE = "https://github.com/opencontainers/image-spec/blob/";
    private static final List<Text> ALL = List.of(
            new Text("distribution-specification", "OCI distribution specification", DISTRIBUTION + "v1.1.1/spec.md"),
            new Text(
                    "token-authentication",
                    "Token authentication",
                    "https://distribution.github.io/distribution/spec/auth/"),
            new Text(
                    "docker-registry-api",
                    "Docker registry API",
                    "https://distribution.github.io/distribution/spec/api/"),
            new Text("image-specification", "OCI image specification", IMAGE + "v1.1.1/spec.md"),
            new Text("http-semantics", "HTTP semantics (RFC 9110)", "https://www.rfc-editor.org/rfc/rfc9110.html"),
            new Text("http-messages", "HTTP/1.1 (RFC 9112)", "https://www.rfc-editor.org/rfc/rfc9112.html"),
            new Text("http-2", "HTTP/2 (RFC 9113)", "https://www.rfc-editor.org/rfc/rfc9113.html"),
            new Text(
                    "http-status-codes",
                    "Additional status codes (RFC 6585)",
                    "https://www.rfc-editor.org/rfc/rfc6585.html"),
            new Text("bearer-tokens", "Bearer tokens (RFC 6750)", "https://www.rfc-editor.org/rfc/rfc6750.html"),
            new Text("oauth", "OAuth 2.0 (RFC 6749)", "https://www.rfc-editor.org/rfc/rfc6749.html"));

    private Texts() {}

    /** A text; its id is that of the catalogue. */
    record Text(String id, String title, String link) {}

    /** The text of a requirement by the catalogue's section, that of another clause by its link. */
    static Text of(Optional<Clause> clause, Optional<Requirement> requirement) {
        var link = clause.map(known -> known.link().toString()).orElse("");
        return ALL.stream()
                .filter(text ->
                        requirement.map(row -> row.section().equals(text.id())).orElse(link.startsWith(text.link())))
                .findFirst()
                .orElseGet(() -> other(link, requirement));
    }

    private static Text other(String link, Optional<Requirement> requirement) {
        if (link.startsWith(DISTRIBUTION)) {
            return ALL.get(0);
        }
        return requirement
                .map(row -> new Text(row.section(), words(row.section()), link))
                .orElse(new Text("other-texts", "Other texts", link));
    }

    /** The heading that the link of a clause leads to, as far as the link tells. */
    static String heading(Clause clause) {
        var link = clause.link();
        var fragment = link.getFragment();
        var path = link.getPath() == null ? "" : link.getPath();
        var file = path.replaceFirst("/$", "").replaceFirst("^.*/", "").replaceFirst("\\.(?:md|html)$", "");
        var of = path.contains("/image-spec/") || path.contains("/spec/auth/") || file.startsWith("rfc") ? file : "";
        var draft = path.contains("/blob/main/") ? " (draft)" : "";
        if (fragment == null || fragment.isEmpty()) {
            return words(of.isEmpty() ? file : of) + draft;
        }
        var section = fragment.matches("(?:name|section)-.*")
                ? fragment.replaceFirst("^name-", "").replaceFirst("^section-", "Section ")
                : fragment;
        return (of.isEmpty() || of.startsWith("rfc") ? "" : words(of) + ": ") + words(section) + draft;
    }

    private static String words(String kebab) {
        var words = kebab.replace('-', ' ').strip();
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
