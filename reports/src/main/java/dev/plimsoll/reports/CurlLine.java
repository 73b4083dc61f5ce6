package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The curl command that repeats a request, for a POSIX shell. It sends the fields that were sent, in their order, and
 * suppresses those that curl would add. Secrets come from the environment: {@code REGISTRY_TOKEN},
 * {@code REGISTRY_USER}, {@code REGISTRY_PASSWORD}, {@code REGISTRY_CREDENTIALS} and {@code REGISTRY_COOKIE}.
 *
 * @param command one shell command
 * @param notes what whoever runs it has to know, one sentence each
 */
public record CurlLine(String command, List<String> notes) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern URL = Pattern.compile("(?i)https?://[^\\s\\x00]+");
    /** What curl makes itself from the URL, or what belongs to one connection. */
    private static final Set<String> MADE_BY_CURL = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization");

    public CurlLine {
        notes = List.copyOf(notes);
    }

    /** The command for that request; none if curl could not send it, as it has no http or https URL. */
    public static Optional<CurlLine> of(ExchangeRecord exchange) {
        if (!URL.matcher(exchange.url()).matches()
                || !TOKEN.matcher(exchange.method()).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Builder(exchange).build());
    }

    private static final class Builder {
        private final ExchangeRecord exchange;
        private final List<String> words = new ArrayList<>(List.of("curl", "-sS"));
        private final List<String> notes = new ArrayList<>();

        Builder(ExchangeRecord exchange) {
            this.exchange = exchange;
        }

        CurlLine build() {
            method();
            version();
            var url = Masking.text(exchange.url());
            if (url.chars().anyMatch(c -> "[]{}".indexOf(c) >= 0)) {
                words.add("--globoff");
            }
            if (url.contains("/./") || url.contains("/../")) {
                words.add("--path-as-is");
            }
            exchange.requestFields().forEach(this::field);
            absent("Accept");
            absent("User-Agent");
            words.add(ShellWord.literal(url));
            if (url.contains("REDACTED.") || url.contains(Masking.MASK)) {
                notes.add("The URL was signed and its signature is masked: fetch it afresh, from the exchange that"
                        + " redirected here.");
            }
            return new CurlLine(String.join(" ", words), notes);
        }

        private void method() {
            if (exchange.method().equals("HEAD")) {
                words.add("--head");
                return;
            }
            words.add("-i");
            if (!exchange.method().equals("GET")) {
                words.add("-X");
                words.add(ShellWord.literal(Masking.text(exchange.method())));
            }
            if (!value("Content-Length").orElse("0").strip().equals("0")
                    || value("Transfer-Encoding").isPresent()) {
                notes.add("The request had a body, which is not kept: add it with --data-binary @file.");
            }
        }

        private void version() {
            switch (exchange.version().toUpperCase(Locale.ROOT)) {
                case "HTTP/1.0" -> words.add("--http1.0");
                case "HTTP/1.1" -> words.add("--http1.1");
                case "HTTP/2", "HTTP/2.0" -> words.add("--http2");
                default -> {}
            }
        }

        private void field(List<String> line) {
            var name = line.isEmpty() ? "" : line.get(0);
            var value = line.size() < 2 ? "" : line.get(1);
            var known = name.toLowerCase(Locale.ROOT);
            if (MADE_BY_CURL.contains(known) || name.startsWith(":")) {
                return;
            }
            if (!TOKEN.matcher(name).matches() || value.indexOf('\0') >= 0) {
                notes.add("A field that curl cannot send was left out: " + SafeText.line(name) + ".");
            } else if (known.equals("authorization")) {
                authorization(name, value);
            } else if (known.equals("cookie")) {
                fromEnvironment(name, "$REGISTRY_COOKIE");
            } else if (value.isBlank()) {
                header(Masking.text(name) + ";");
            } else {
                header(Masking.text(name) + ": " + Masking.fieldValue(name, value));
            }
        }

        private void authorization(String name, String value) {
            var scheme = Masking.scheme(value).orElse("");
            if (scheme.equalsIgnoreCase("Bearer")) {
                fromEnvironment(name, scheme + " $REGISTRY_TOKEN");
            } else if (scheme.equalsIgnoreCase("Basic")) {
                words.add("-u");
                words.add("\"$REGISTRY_USER:$REGISTRY_PASSWORD\"");
            } else {
                fromEnvironment(name, (scheme + " $REGISTRY_CREDENTIALS").strip());
            }
        }

        /** In double quotes, so that the shell replaces the variable; nothing else in there means a thing to it. */
        private void fromEnvironment(String name, String value) {
            words.add("-H");
            words.add("\"" + name + ": " + value + "\"");
        }

        private void absent(String name) {
            if (value(name).isEmpty()) {
                header(name + ":");
            }
        }

        private void header(String line) {
            words.add("-H");
            words.add(ShellWord.literal(line));
        }

        private Optional<String> value(String name) {
            return exchange.requestFields().stream()
                    .filter(line -> !line.isEmpty() && line.get(0).equalsIgnoreCase(name))
                    .map(line -> line.size() < 2 ? "" : line.get(1))
                    .findFirst();
        }
    }
}
