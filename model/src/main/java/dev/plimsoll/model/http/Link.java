package dev.plimsoll.model.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One link of a {@code Link} field (RFC 8288 §3), such as the next page of a tag list.
 *
 * @param target as written between the angle brackets, possibly relative
 * @param parameters by lower-case name, unquoted
 */
public record Link(String target, Map<String, String> parameters) {
    // Repetitions are possessive: greedy groups recurse, and a long value would exhaust the stack.
    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
    private static final String ONE =
            "(?:\\s*+;)++\\s*+([^\\s;,=]++)(?:\\s*+=\\s*+(?:" + QUOTED + "|([^\\s;,\"]*+)))?+";
    private static final Pattern PARAMETER = Pattern.compile(ONE);
    private static final Pattern LINK = Pattern.compile("<([^>]*+)>((?:" + ONE + ")*+)");

    public Link {
        parameters = Map.copyOf(parameters);
    }

    /** Whether one of the link's relations is {@code name}; relations are a space-separated list without case. */
    public boolean hasRelation(String name) {
        return List.of(parameters.getOrDefault("rel", "").split("\\s+", -1)).stream()
                .anyMatch(name::equalsIgnoreCase);
    }

    /** All links of all lines; what does not follow the grammar is passed over. */
    public static List<Link> parseLeniently(List<String> lines) {
        var links = new ArrayList<Link>();
        for (var line : lines) {
            var match = LINK.matcher(line);
            while (match.find()) {
                links.add(new Link(match.group(1), parameters(match.group(2))));
            }
        }
        return links;
    }

    /** The link to the next page. */
    public static Optional<Link> next(List<String> lines) {
        return parseLeniently(lines).stream()
                .filter(link -> link.hasRelation("next"))
                .findFirst();
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var match = PARAMETER.matcher(text);
        while (match.find()) {
            var value = match.group(2) != null
                    ? match.group(2).replaceAll("\\\\(.)", "$1")
                    : match.group(3) != null ? match.group(3) : "";
            parameters.putIfAbsent(match.group(1).toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }
}
