package dev.plimsoll.model.http;

import dev.plimsoll.model.oci.MalformedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An absolute http or https URL, kept as written. Signed URLs break when they are re-encoded, and servers send
 * characters that {@link java.net.URI} refuses, so nothing is decoded or escaped on the way.
 *
 * @param raw as written, without a fragment
 * @param path as written, beginning with a slash
 * @param query as written, without the question mark
 */
public record HttpUrl(String raw, Origin origin, String path, Optional<String> query) {
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?i)(https?)://(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s\\[\\]]+)(?::([0-9]{0,5}))?");

    /** One name and value of a query, both decoded; {@code rawValue} as written. */
    public record Parameter(String name, String value, String rawValue) {}

    /**
     * Reads a URL.
     *
     * @throws MalformedException if the text is not an absolute http or https URL with a host
     */
    public static HttpUrl parse(String text) {
        var url = ABSOLUTE.matcher(text);
        if (!url.matches()) {
            throw new MalformedException("not an absolute http(s) URL: " + withoutQuery(text));
        }
        var authority = AUTHORITY.matcher(url.group(2));
        if (!authority.matches()) {
            throw new MalformedException("the URL has no valid host: " + withoutQuery(text));
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
     * path or query alone (RFC 3986 §5.2, without any re-encoding).
     *
     * @throws MalformedException if the result is not an http(s) URL
     */
    public HttpUrl resolve(String location) {
        var target = location.strip();
        if (target.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
            return parse(target);
        } else if (target.startsWith("//")) {
            return parse(origin.scheme() + ":" + target);
        } else if (target.startsWith("/")) {
            return parse(origin + target);
        } else if (target.startsWith("?")) {
            return parse(origin + path + target);
        } else if (target.isEmpty() || target.startsWith("#")) {
            return this;
        }
        return parse(origin + mergePath(target));
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

    @Override
    public String toString() {
        return raw;
    }

    private String mergePath(String relative) {
        var segments = new ArrayList<String>(
                List.of(path.substring(0, path.lastIndexOf('/')).split("/", -1)));
        int cut = relative.indexOf('?');
        var relativePath = cut < 0 ? relative : relative.substring(0, cut);
        for (var segment : relativePath.split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.size() > 1) {
                    segments.remove(segments.size() - 1);
                }
            } else if (!segment.equals(".")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments) + (cut < 0 ? "" : relative.substring(cut));
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

    /** Error messages must not carry a signed query. */
    private static String withoutQuery(String text) {
        int cut = text.indexOf('?');
        return '"' + (cut < 0 ? text : text.substring(0, cut) + "?…") + '"';
    }
}
