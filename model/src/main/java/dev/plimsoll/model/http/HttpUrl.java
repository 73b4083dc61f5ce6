package dev.plimsoll.model.http;

import dev.plimsoll.model.oci.MalformedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An absolute http or https URL, kept as written. Signed URLs break when they are re-encoded, and servers send
 * characters that {@link java.net.URI} refuses, so nothing is decoded or escaped on the way: {@link #target()} may hold
 * spaces, which whoever writes a request line must see to, but never line ends or other control characters.
 *
 * @param raw as written, without user information and fragment
 * @param path as written, beginning with a slash
 * @param query as written, without the question mark
 */
public record HttpUrl(String raw, Origin origin, String path, Optional<String> query) {
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?i)(https?)://(?:[^/?#\\\\]*@)?([^/?#@]*)((?:/[^?#]*)?)(\\?[^#]*)?(#.*)?");
    /** RFC 3986 §3.2.2, which allows underscores, and no backslash, by which readers disagree about the host. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._~!$&'()*+,;=%-]+)(?::([0-9]{0,5}))?");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** One name and value of a query, both decoded; {@code rawValue} as written. */
    public record Parameter(String name, String value, String rawValue) {}

    /**
     * Reads a URL.
     *
     * @throws MalformedException if the text is not an absolute http or https URL with a host, or has a control
     *     character; the message carries neither query nor user information
     */
    public static HttpUrl parse(String text) {
        if (CONTROL.matcher(text).find()) {
            throw new MalformedException("the URL has a control character: " + shown(text));
        }
        var url = ABSOLUTE.matcher(text);
        if (!url.matches()) {
            throw new MalformedException("not an absolute http(s) URL: " + shown(text));
        }
        var authority = AUTHORITY.matcher(url.group(2));
        if (!authority.matches()) {
            throw new MalformedException("the URL has no valid host: " + shown(text));
        }
        var scheme = url.group(1);
        var origin = new Origin(scheme, authority.group(1), port(scheme, authority.group(2)));
        var path = url.group(3).isEmpty() ? "/" : url.group(3);
        var query = Optional.ofNullable(url.group(4)).map(q -> q.substring(1));
        // User information is dropped: it is deprecated in http URLs (RFC 9110 §4.2.4) and would be a secret.
        var raw = scheme + "://" + url.group(2) + path + query.map(q -> "?" + q).orElse("");
        return new HttpUrl(raw, origin, path, query);
    }

    /**
     * The URL that a {@code Location} names, seen from this one: absolute, protocol-relative, absolute path, relative
     * path or query alone (RFC 3986 §5.2). Dot segments are removed, also from absolute URLs, and nothing else is
     * changed or re-encoded.
     *
     * @throws MalformedException if the result is not an http(s) URL
     */
    public HttpUrl resolve(String location) {
        var target = location.strip().split("#", 2)[0];
        if (target.isEmpty()) {
            return this;
        } else if (SCHEME.matcher(target).matches()) {
            return parse(target).withoutDotSegments();
        } else if (target.startsWith("//")) {
            return parse(origin.scheme() + ":" + target).withoutDotSegments();
        } else if (target.startsWith("/")) {
            return parse(origin + target).withoutDotSegments();
        } else if (target.startsWith("?")) {
            return parse(origin + path + target);
        }
        return parse(origin + path.substring(0, path.lastIndexOf('/') + 1) + target)
                .withoutDotSegments();
    }

    /** The query's parameters in order. */
    public List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>();
        for (var pair : query.orElse("").split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.add(
                        new Parameter(decode(equals < 0 ? pair : pair.substring(0, equals)), decode(value), value));
            }
        }
        return parameters;
    }

    /** The decoded value of the first parameter of that name. */
    public Optional<String> parameter(String name) {
        return parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** The same URL without its query. */
    public HttpUrl withoutQuery() {
        return query.isEmpty() ? this : parse(raw.substring(0, raw.indexOf('?')));
    }

    /** What stands in a request line: path and query. */
    public String target() {
        return path + query.map(q -> "?" + q).orElse("");
    }

    /** For people: the query, which may be a signature, is left out; {@link #raw()} has it. */
    @Override
    public String toString() {
        return query.isEmpty() ? raw : withoutQuery() + "?…";
    }

    /** RFC 3986 §5.2.4: a last {@code .} or {@code ..} leaves its slash. */
    private HttpUrl withoutDotSegments() {
        var kept = new ArrayDeque<String>();
        var segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean parent = segments[i].equals("..");
            if (parent) {
                kept.pollLast();
            }
            if (!parent && !segments[i].equals(".")) {
                kept.addLast(segments[i]);
            } else if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        var clean = "/" + String.join("/", kept);
        var beforePath = raw.substring(0, raw.length() - target().length());
        return clean.equals(path)
                ? this
                : parse(beforePath + clean + query.map(q -> "?" + q).orElse(""));
    }

    private static int port(String scheme, String text) {
        if (text == null || text.isEmpty()) {
            return scheme.equalsIgnoreCase("https") ? 443 : 80;
        }
        int port = Integer.parseInt(text);
        if (port > 65535) {
            throw new MalformedException("not a port: " + text);
        }
        return port;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** For messages: no signed query, no long part of a path, and no authority at all if a password may be in it. */
    private static String shown(String text) {
        if (text.indexOf('@') >= 0) {
            return text.regionMatches(true, 0, "http", 0, 4) ? "\"http…\"" : "\"…\"";
        }
        return '"' + text.replaceFirst("(?s)[?#].*", "?…").replaceAll("[^/]{32,}", "…") + '"';
    }
}
