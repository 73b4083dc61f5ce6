package dev.plimsoll.model.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The grammar of RFC 9110 §11.2 and §11.6.1. A comma may end a parameter or a whole challenge: what follows is a
 * parameter if a token and an equals sign come next, otherwise the scheme of another challenge.
 */
final class ChallengeParser {
    private static final String TOKEN_EXTRA = "!#$%&'*+-.^_`|~";

    private final List<String> lines;
    private final List<Challenge> challenges = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private String text = "";
    private int at;

    ChallengeParser(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    Challenge.Parsed parse() {
        for (var line : lines) {
            text = line;
            at = 0;
            parseLine();
        }
        return new Challenge.Parsed(challenges, problems);
    }

    private void parseLine() {
        skipSeparators();
        while (at < text.length()) {
            var scheme = token();
            if (scheme.isEmpty()) {
                problem("no scheme");
                return;
            }
            skipSpaces();
            challenges.add(challenge(scheme));
            skipSeparators();
        }
    }

    private Challenge challenge(String scheme) {
        var token68 = token68();
        if (token68.isPresent()) {
            return new Challenge(scheme, token68, List.of());
        }
        var parameters = new ArrayList<Challenge.Parameter>();
        skipSeparators();
        while (at < text.length() && parameterFollows(at)) {
            var name = token();
            if (parameters.stream().anyMatch(known -> known.name().equalsIgnoreCase(name))) {
                problem("parameter " + name + " stands twice");
            }
            skipSpaces();
            at++; // the equals sign that parameterFollows saw
            skipSpaces();
            parameters.add(new Challenge.Parameter(name, value(name)));
            skipSpaces();
            if (at < text.length() && text.charAt(at) != ',') {
                problem("no comma after parameter " + name);
            }
            skipSeparators();
        }
        return new Challenge(scheme, Optional.empty(), parameters);
    }

    /**
     * A run of base64-like characters that ends the challenge; anything with parameters after it is none, and
     * {@code realm=,service="x"} is a parameter without its value.
     */
    private Optional<String> token68() {
        int end = at;
        while (end < text.length() && (isAlphanumeric(text.charAt(end)) || "-._~+/".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        int padded = end;
        while (padded < text.length() && text.charAt(padded) == '=') {
            padded++;
        }
        int next = padded;
        while (next < text.length() && isSpace(text.charAt(next))) {
            next++;
        }
        boolean ends = next == text.length() || text.charAt(next) == ',';
        if (end == at || !ends || (padded == end + 1 && parameterFollows(skippingSeparators(next)))) {
            return Optional.empty();
        }
        var value = text.substring(at, padded);
        at = padded;
        return Optional.of(value);
    }

    private boolean parameterFollows(int from) {
        int ahead = from;
        while (ahead < text.length() && isTokenChar(text.charAt(ahead))) {
            ahead++;
        }
        int afterName = ahead;
        while (ahead < text.length() && isSpace(text.charAt(ahead))) {
            ahead++;
        }
        return afterName > from && ahead < text.length() && text.charAt(ahead) == '=';
    }

    private String value(String name) {
        if (at >= text.length() || text.charAt(at) != '"') {
            // Not only a token: registries in the wild leave URLs unquoted, so all up to a comma or space counts.
            int begin = at;
            while (at < text.length() && text.charAt(at) != ',' && !isSpace(text.charAt(at))) {
                at++;
            }
            if (begin == at) {
                problem("parameter " + name + " has no value");
            }
            return text.substring(begin, at);
        }
        at++;
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (at >= text.length()) {
            problem("the quotes of parameter " + name + " are not closed");
        } else {
            at++;
        }
        return value.toString();
    }

    private String token() {
        int begin = at;
        while (at < text.length() && isTokenChar(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    private void skipSpaces() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private void skipSeparators() {
        at = skippingSeparators(at);
    }

    private int skippingSeparators(int from) {
        int next = from;
        while (next < text.length() && (isSpace(text.charAt(next)) || text.charAt(next) == ',')) {
            next++;
        }
        return next;
    }

    private void problem(String what) {
        problems.add(what + " at column " + (at + 1));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isTokenChar(char c) {
        return isAlphanumeric(c) || TOKEN_EXTRA.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
