package dev.plimsoll.model.oci;

import java.util.List;

/**
 * What a token is asked for: {@code type:name:action[,action]} (Docker registry token scope). The name may hold colons
 * (a host with a port), so the first colon ends the type and the last one begins the actions.
 *
 * @param type such as {@code repository}; the deprecated class, {@code repository(plugin)}, stays in it
 * @param actions such as {@code pull}
 */
public record Scope(String type, String name, List<String> actions) {
    public Scope {
        actions = List.copyOf(actions);
    }

    /** The scope that pulling from a repository needs. */
    public static Scope pull(String repository) {
        return new Scope("repository", repository, List.of("pull"));
    }

    /**
     * Reads one scope; a list of them, as a challenge may have, is split at its spaces first.
     *
     * @throws MalformedException if there are fewer than two colons, nothing before or between them, or white space
     */
    public static Scope parse(String text) {
        int first = text.indexOf(':');
        int last = text.lastIndexOf(':');
        if (first <= 0 || last <= first + 1 || text.chars().anyMatch(Character::isWhitespace)) {
            throw new MalformedException("not a scope (type:name:action[,action]): " + text);
        }
        return new Scope(
                text.substring(0, first),
                text.substring(first + 1, last),
                List.of(text.substring(last + 1).split(",", -1)));
    }

    @Override
    public String toString() {
        return type + ":" + name + ":" + String.join(",", actions);
    }
}
