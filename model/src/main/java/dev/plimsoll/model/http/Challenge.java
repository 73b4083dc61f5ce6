package dev.plimsoll.model.http;

import java.util.List;
import java.util.Optional;

/**
 * One challenge of a {@code WWW-Authenticate} field (RFC 9110 §11.6.1).
 *
 * @param scheme as written; schemes have no case
 * @param token68 the single opaque value that some schemes use in the place of parameters
 * @param parameters in order, names as written
 */
public record Challenge(String scheme, Optional<String> token68, List<Parameter> parameters) {
    /**
     * One name and value.
     *
     * @param value unquoted and unescaped, possibly empty */
    public record Parameter(String name, String value) {}

    /**
     * What a field's lines hold.
     *
     * @param problems what did not follow the grammar, for a finding
     */
    public record Parsed(List<Challenge> challenges, List<String> problems) {
        public Parsed {
            challenges = List.copyOf(challenges);
            problems = List.copyOf(problems);
        }
    }

    public Challenge {
        parameters = List.copyOf(parameters);
    }

    public boolean isScheme(String name) {
        return scheme.equalsIgnoreCase(name);
    }

    /** The value of the first parameter of that name; names have no case. */
    public Optional<String> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** Reads all lines of the field, one or several challenges each; never fails, but says what was wrong. */
    public static Parsed parseLeniently(List<String> lines) {
        return new ChallengeParser(lines).parse();
    }
}
