package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The recorded answers of Distribution 2.8 with a lie put in, and a target that points to them. */
final class DoctoredCapture {
    private DoctoredCapture() {}

    /** Writes {@code capture} and {@code registry2.yaml} to the folder; each answer that is chosen becomes another. */
    static void write(Path folder, Predicate<Exchange> chosen, UnaryOperator<HttpResponse> lie) throws IOException {
        var original = Capture.bundled("registry2");
        try (var writer = CaptureWriter.derived(folder.resolve("capture"), original.info())) {
            for (var exchange : original.transcript().exchanges()) {
                writer.add(chosen.test(exchange) ? lied(exchange, lie) : exchange);
            }
        }
        Files.writeString(folder.resolve("registry2.yaml"), """
                id: registry2
                title: A doctored Distribution 2.8
                registry: http://127.0.0.1
                capture: ./capture
                modes: [replay]
                capabilities: [schema1]
                """);
    }

    static HttpResponse withField(HttpResponse response, String name, String value) {
        var fields = new HeaderFields(response.fields().lines().stream()
                .map(line -> line.isNamed(name) ? new HeaderField(line.name(), value) : line)
                .toList());
        return new HttpResponse(
                response.version(), response.status(), response.reason(), fields, response.body(), response.end());
    }

    static HttpResponse withStatus(HttpResponse response, int status) {
        return new HttpResponse(
                response.version(), status, "Something", response.fields(), response.body(), response.end());
    }

    /** The same head over the body without its last bytes, honest about its length. */
    static HttpResponse truncated(HttpResponse response) {
        var whole = response.body().bytes().orElseThrow().asText();
        var cut = Bytes.utf8(whole.substring(0, whole.length() - 8));
        var fields = withField(response, "Content-Length", Integer.toString(cut.size()))
                .fields();
        return new HttpResponse(
                response.version(), response.status(), response.reason(), fields, Body.of(cut), response.end());
    }

    private static Exchange lied(Exchange exchange, UnaryOperator<HttpResponse> lie) {
        return new Exchange(
                exchange.id(),
                exchange.request(),
                exchange.response().map(lie),
                exchange.failure(),
                exchange.timing(),
                exchange.notes());
    }
}
