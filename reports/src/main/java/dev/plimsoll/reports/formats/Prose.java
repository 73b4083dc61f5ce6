package dev.plimsoll.reports.formats;

import dev.plimsoll.reports.SafeText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts from a record as Markdown that stays text: it cannot become HTML, a link, a mention, a heading, or end a fence.
 * What is not plain words is a span of code, in which GitHub and GitLab read nothing. None of it may stand in a table,
 * where a pipe splits even code.
 */
final class Prose {
    /** Letters, digits and the marks of a plain sentence. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{Nd} ,.;:()'\"/?=+%-]*");
    /** What GitHub makes a link of by itself. */
    private static final Pattern AUTOLINK = Pattern.compile("(?i)://|www\\.|\\bGH-\\d");

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int LONGEST = 400;

    private Prose() {}

    /** A sentence within a line. */
    static String text(String text) {
        var safe = Cut.to(LONGEST, SafeText.line(text));
        return PLAIN.matcher(safe.replace("… (", "")).matches()
                        && !AUTOLINK.matcher(safe).find()
                ? safe
                : span(safe);
    }

    /** A value within a line. */
    static String code(String text) {
        return span(Cut.to(LONGEST, SafeText.line(text)));
    }

    /** Lines that stand for themselves; the text is masked already. */
    static String fence(String language, String text) {
        var fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return fence + language + "\n" + text.strip() + "\n" + fence + "\n";
    }

    /** A link whose words are these. */
    static String link(String words, Optional<String> address) {
        return address.map(there -> "[" + text(words) + "](<" + there + ">)").orElse(text(words));
    }

    private static String span(String text) {
        if (text.isBlank()) {
            return "(empty)";
        }
        var fence = "`".repeat(longestRun(text) + 1);
        // A space within each end keeps backticks at the ends apart; one of each is taken away again.
        var pad = text.startsWith("`") || text.endsWith("`") || (text.startsWith(" ") && text.endsWith(" ")) ? " " : "";
        return fence + pad + text + pad + fence;
    }

    private static int longestRun(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
    }
}
