package dev.plimsoll.cli;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Timing;
import dev.plimsoll.model.oci.Bytes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Places of an exchange in which a secret is put. The secret is named there, unless its form tells what it is. */
record SecretPlace(String name, Put put) {
    static final List<SecretPlace> ALL = List.of(
            new SecretPlace("authorization", (kind, secret) -> get("/v2/", "Authorization", "Bearer " + secret)),
            new SecretPlace(
                    "basic", (kind, secret) -> get("/v2/", "Authorization", "Basic " + base64("alice:" + secret))),
            new SecretPlace(
                    "proxy authorization", (kind, secret) -> get("/v2/", "Proxy-Authorization", "Bearer " + secret)),
            new SecretPlace(
                    "cookie", (kind, secret) -> get("/", "Cookie", "theme=dark; session=" + cookie(secret) + "; n=1")),
            new SecretPlace(
                    "set cookie",
                    (kind, secret) -> answer("Set-Cookie", "sid=" + cookie(secret) + "; Path=/; Secure", "", "")),
            new SecretPlace("own header", (kind, secret) -> get("/v2/", "X-JFrog-Art-Api", secret)),
            new SecretPlace("meta header", (kind, secret) -> get("/v2/", "X-Meta-Anything", secret)),
            new SecretPlace(
                    "query",
                    (kind, secret) -> get(
                            "/token?service=r.test&" + kind.parameter() + "=" + url(secret) + "&n=1", "Accept", "*/*")),
            new SecretPlace("location", (kind, secret) -> answer("Location", link(kind, secret), "", "")),
            new SecretPlace(
                    "relative location",
                    (kind, secret) -> answer(
                            "Location", "/v2/a/blobs/uploads/1?" + kind.parameter() + "=" + url(secret), "", "")),
            new SecretPlace(
                    "nested location",
                    (kind, secret) ->
                            answer("Location", "https://login.test/?next=" + url(link(kind, secret)), "", "")),
            new SecretPlace(
                    "twice nested location",
                    (kind, secret) -> answer(
                            "Location",
                            "https://login.test/?next=" + url("https://b.test/?to=" + url(link(kind, secret))),
                            "",
                            "")),
            new SecretPlace(
                    "link", (kind, secret) -> answer("Link", "<" + link(kind, secret) + ">; rel=\"next\"", "", "")),
            new SecretPlace("referer", (kind, secret) -> get("/v2/", "Referer", link(kind, secret))),
            new SecretPlace(
                    "challenge",
                    (kind, secret) -> answer(
                            "WWW-Authenticate",
                            "Bearer realm=\"https://auth.test/token\",error=\"invalid_token\",error_description=\""
                                    + kind.parameter() + "=" + url(secret) + " is not valid\"",
                            "",
                            "")),
            new SecretPlace(
                    "json body",
                    (kind, secret) -> answer(
                            "X-A",
                            "b",
                            "application/json",
                            "{\"" + kind.parameter() + "\":\"" + secret + "\",\"expires_in\":300}")),
            new SecretPlace(
                    "json slashed",
                    (kind, secret) -> answer(
                            "X-A",
                            "b",
                            "application/json",
                            "{\"" + kind.parameter() + "\":\"" + secret.replace("/", "\\/") + "\"}")),
            new SecretPlace(
                    "json error",
                    (kind, secret) -> answer(
                            "X-A",
                            "b",
                            "application/json",
                            "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no access\",\"detail\":\"see "
                                    + link(kind, secret).replace("&", "\\u0026") + "\"}]}")),
            new SecretPlace(
                    "json untyped",
                    (kind, secret) -> answer("X-A", "b", "", "{ \"" + kind.parameter() + "\" : \"" + secret + "\" }")),
            new SecretPlace(
                    "html link",
                    (kind, secret) -> answer(
                            "X-A",
                            "b",
                            "text/html",
                            "<a href=\"" + link(kind, secret).replace("&", "&amp;") + "\">here</a>")),
            new SecretPlace(
                    "xml error",
                    (kind, secret) -> answer(
                            "X-A",
                            "b",
                            "application/xml",
                            "<Error><Code>Denied</Code><SignatureProvided>" + html(secret)
                                    + "</SignatureProvided></Error>")),
            new SecretPlace("form", (kind, secret) -> form("application/x-www-form-urlencoded", kind, secret)),
            new SecretPlace("form untyped", (kind, secret) -> form("", kind, secret)),
            new SecretPlace(
                    "path",
                    (kind, secret) ->
                            get("/artifacts-downloads/namespaces/p/downloads/" + path(secret), "Accept", "*/*")),
            new SecretPlace(
                    "path in location",
                    (kind, secret) -> answer("Location", "https://cdn.test/d/" + path(secret) + "/data", "", "")),
            new SecretPlace(
                    "user information",
                    (kind, secret) -> answer("Location", "https://bob:" + url(secret) + "@r.test/v2/", "", "")),
            new SecretPlace(
                    "reason",
                    (kind, secret) -> new Exchange(
                            1,
                            get("/v2/", "Accept", "*/*").request(),
                            Optional.of(new HttpResponse(
                                    "HTTP/1.1",
                                    403,
                                    "Denied " + kind.parameter() + "=" + url(secret),
                                    HeaderFields.none(),
                                    Body.empty(),
                                    BodyEnd.COMPLETE)),
                            Optional.empty(),
                            Timing.UNKNOWN,
                            List.of())),
            new SecretPlace("failure", (kind, secret) -> failing("reset while reading " + link(kind, secret), "")),
            new SecretPlace(
                    "note",
                    (kind, secret) -> failing("reset", "upstream said: " + kind.parameter() + "=" + url(secret))),

            // Next to the place where it is named, in text where nothing says that it is a secret.
            new SecretPlace("elsewhere plain", (kind, secret) -> elsewhere(kind, secret, secret)),
            new SecretPlace("elsewhere url", (kind, secret) -> elsewhere(kind, secret, url(secret))),
            new SecretPlace("elsewhere twice url", (kind, secret) -> elsewhere(kind, secret, url(url(secret)))),
            new SecretPlace("elsewhere html", (kind, secret) -> elsewhere(kind, secret, html(secret))),
            new SecretPlace(
                    "elsewhere json",
                    (kind, secret) -> elsewhere(
                            kind, secret, secret.replace("&", "\\u0026").replace("/", "\\/"))),
            new SecretPlace(
                    "elsewhere base64", (kind, secret) -> elsewhere(kind, secret, base64("k:" + secret + ":z"))));

    /** Puts a secret into an exchange. */
    interface Put {
        Exchange in(SecretKind kind, String secret);
    }

    /** In a path, tokens are told from names by length and look alone: one as long as a digest is taken for a digest. */
    boolean takes(SecretKind kind) {
        boolean told = !Set.of(
                        SecretKind.PASSWORD,
                        SecretKind.S3_V4_SIGNATURE,
                        SecretKind.OSS_SIGNATURE,
                        SecretKind.S3_V2_SIGNATURE)
                .contains(kind);
        return told || !name.startsWith("path");
    }

    Exchange exchange(SecretKind kind, String secret) {
        return put.in(kind, secret);
    }

    /** All ways in which it would be read by who looks for it. */
    static List<String> forms(String secret) {
        return List.<UnaryOperator<String>>of(
                        text -> text,
                        SecretPlace::url,
                        text -> path(text),
                        text -> url(url(text)),
                        text -> url(url(url(text))),
                        SecretPlace::html,
                        text -> text.replace("/", "\\/"),
                        text -> text.replace("&", "\\u0026").replace("/", "\\/"),
                        text -> base64("alice:" + text)
                                .substring(8, base64("alice:" + text).length() - 4),
                        text -> base64("k:" + text + ":z")
                                .substring(4, base64("k:" + text + ":z").length() - 4))
                .stream()
                .map(form -> form.apply(secret))
                .distinct()
                .toList();
    }

    private static Exchange elsewhere(SecretKind kind, String secret, String written) {
        var asked = get("/token?" + kind.parameter() + "=" + url(secret), "Accept", "*/*")
                .request();
        return Exchange.of(
                1,
                asked,
                new HttpResponse(
                        "HTTP/1.1",
                        403,
                        "Forbidden",
                        HeaderFields.of("Content-Type", "text/html", "X-Echo", "(" + written + ")"),
                        Body.of(Bytes.utf8("<p>we do not know " + written + " here</p>")),
                        BodyEnd.COMPLETE));
    }

    private static String link(SecretKind kind, String secret) {
        return "https://cdn.test/b/data?x=1&" + kind.parameter() + "=" + url(secret) + "&y=2";
    }

    private static Exchange get(String target, String name, String value) {
        var request = HttpRequest.get(HttpUrl.parse("https://r.test" + target), HeaderFields.of(name, value));
        return Exchange.of(
                1,
                request,
                new HttpResponse("HTTP/1.1", 204, "No Content", HeaderFields.none(), Body.empty(), BodyEnd.COMPLETE));
    }

    private static Exchange answer(String name, String value, String type, String body) {
        var fields = HeaderFields.of(name, value);
        var typed = type.isEmpty() ? fields : fields.and("Content-Type", type);
        var length = Integer.toString(Bytes.utf8(body).size());
        return Exchange.of(
                1,
                HttpRequest.get(HttpUrl.parse("https://r.test/page"), HeaderFields.of("Accept", "*/*")),
                new HttpResponse(
                        "HTTP/1.1",
                        403,
                        "Forbidden",
                        typed.and("Content-Length", length),
                        Body.of(Bytes.utf8(body)),
                        BodyEnd.COMPLETE));
    }

    private static Exchange form(String type, SecretKind kind, String secret) {
        var body = "grant_type=password&" + kind.parameter() + "=" + url(secret) + "&service=r.test";
        var length = HeaderFields.of("Content-Length", Integer.toString(body.length()));
        var request = new HttpRequest(
                "POST",
                HttpUrl.parse("https://auth.test/token"),
                "HTTP/1.1",
                type.isEmpty() ? length : length.and("Content-Type", type),
                Body.of(Bytes.utf8(body)));
        return Exchange.of(1, request, get("/", "Accept", "*/*").response().orElseThrow());
    }

    private static Exchange failing(String failure, String note) {
        return new Exchange(
                1,
                get("/v2/", "Accept", "*/*").request(),
                Optional.empty(),
                Optional.of(failure),
                Timing.UNKNOWN,
                note.isEmpty() ? List.of() : List.of(note));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As the characters of a cookie allow it. */
    private static String cookie(String text) {
        return text.replace(";", "").replace(" ", "");
    }

    /** A whole segment. Short ones are not recognised in a path, so they are made long. */
    private static String path(String text) {
        return url(text).replace("*", "%2A");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("+", "&#43;");
    }
}
