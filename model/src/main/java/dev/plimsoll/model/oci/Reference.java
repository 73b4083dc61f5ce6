package dev.plimsoll.model.oci;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an image: {@code [domain/]path[:tag][@digest]}, by the grammar of the distribution project's reference
 * package and with Docker Hub's short forms spelled out.
 *
 * @param domain host and optional port, such as {@code docker.io} or {@code 127.0.0.1:5000}
 * @param path the repository's name within the registry, such as {@code library/alpine}
 */
public record Reference(String domain, String path, Optional<String> tag, Optional<Digest> digest) {
    /** The domain that names without one belong to. */
    public static final String DOCKER_HUB = "docker.io";

    /** The whole name, domain included, may be this long (distribution specification, "Pulling manifests"). */
    public static final int MAX_NAME_LENGTH = 255;

    // Repetitions are possessive: greedy groups recurse, and a hostile name would exhaust the stack.
    private static final String COMPONENT = "[a-z0-9]++(?:(?:\\.|__?|-++)[a-z0-9]++)*+";
    private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*+");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?+";
    private static final Pattern DOMAIN =
            Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*+|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
    private static final Pattern BARE_HEX = Pattern.compile("[a-f0-9]{64}");

    /**
     * Checks every part.
     *
     * @throws MalformedException if a part does not follow its grammar, or the name is too long
     */
    public Reference {
        require(DOMAIN.matcher(domain).matches(), "domain", domain);
        require(isRepositoryName(path), "repository name", path);
        tag.ifPresent(text -> require(isTag(text), "tag", text));
        if (domain.length() + 1 + path.length() > MAX_NAME_LENGTH) {
            throw new MalformedException(
                    "the name " + domain + "/" + path + " has more than " + MAX_NAME_LENGTH + " characters");
        }
    }

    /**
     * Parses a name as people type it: {@code alpine} is {@code docker.io/library/alpine}; the part before the first
     * slash is a domain only if it has a dot, a colon or a capital letter, or is {@code localhost}.
     *
     * @throws MalformedException if the text is no reference, telling the part at fault
     */
    public static Reference parse(String text) {
        if (text.isEmpty()) {
            throw new MalformedException(
                    "the reference is empty; a name is needed, such as alpine or quay.io/org/app:1");
        }
        if (BARE_HEX.matcher(text).matches()) {
            throw new MalformedException("64 hexadecimal digits are an image id, not a reference: " + text);
        }
        var rest = text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(Digest.parse(rest.substring(at + 1)));
            rest = rest.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = Optional.of(rest.substring(colon + 1));
            rest = rest.substring(0, colon);
        }
        int slash = rest.indexOf('/');
        var first = slash < 0 ? "" : rest.substring(0, slash);
        var hasDomain = first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || first.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        var domain = hasDomain ? first : DOCKER_HUB;
        var path = hasDomain ? rest.substring(slash + 1) : rest;
        if (domain.equals("index.docker.io")) {
            domain = DOCKER_HUB;
        }
        if (domain.equals(DOCKER_HUB) && path.indexOf('/') < 0) {
            path = "library/" + path;
        }
        return new Reference(domain, path, tag, digest);
    }

    /** Whether {@code text} is a repository name by the specification's grammar. */
    public static boolean isRepositoryName(String text) {
        return PATH.matcher(text).matches();
    }

    /** Whether {@code text} is a tag by the specification's grammar. */
    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /** What stands after {@code /manifests/}: the digest if there is one, else the tag, else {@code latest}. */
    public String manifestReference() {
        return digest.map(Digest::raw).or(() -> tag).orElse("latest");
    }

    /** The host that answers for the domain: Docker Hub's registry is not at its domain. */
    public String registryHost() {
        return domain.equals(DOCKER_HUB) ? "registry-1.docker.io" : domain;
    }

    /** The name as Docker shows it: without {@code docker.io/} and {@code library/}; tag and digest left out. */
    public String familiarName() {
        if (!domain.equals(DOCKER_HUB)) {
            return domain + "/" + path;
        }
        // library/a/b stays: a/b would be another repository.
        return path.startsWith("library/") && path.indexOf('/') == path.lastIndexOf('/')
                ? path.substring("library/".length())
                : path;
    }

    @Override
    public String toString() {
        return domain + "/" + path + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }

    private static void require(boolean holds, String what, String value) {
        if (!holds) {
            var hint = what.equals("repository name") && !value.equals(value.toLowerCase(Locale.ROOT))
                    ? " (it must be lower case)"
                    : "";
            throw new MalformedException("not a " + what + ": \"" + value + "\"" + hint);
        }
    }
}
