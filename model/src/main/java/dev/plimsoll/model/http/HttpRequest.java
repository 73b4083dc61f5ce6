package dev.plimsoll.model.http;

/**
 * A request as sent.
 *
 * @param method such as {@code GET}, case as sent
 * @param url absolute
 * @param version such as {@code HTTP/1.1}
 */
public record HttpRequest(String method, HttpUrl url, String version, HeaderFields fields, Body body) {
    public static HttpRequest get(HttpUrl url, HeaderFields fields) {
        return new HttpRequest("GET", url, "HTTP/1.1", fields, Body.empty());
    }

    public static HttpRequest head(HttpUrl url, HeaderFields fields) {
        return new HttpRequest("HEAD", url, "HTTP/1.1", fields, Body.empty());
    }

    public boolean isGet() {
        return method.equals("GET");
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** Which kind of credentials the request carries, without telling them. */
    public Credentials credentials() {
        return fields.first("Authorization").map(Credentials::ofHeader).orElse(Credentials.NONE);
    }

    /** What the URL asks of a registry. */
    public Endpoint endpoint() {
        return Endpoint.of(url);
    }

    public HttpRequest withFields(HeaderFields newFields) {
        return new HttpRequest(method, url, version, newFields, body);
    }

    public HttpRequest withUrl(HttpUrl newUrl) {
        return new HttpRequest(method, newUrl, version, fields, body);
    }

    /** Method and URL. */
    @Override
    public String toString() {
        return method + " " + url.withoutQuery();
    }
}
