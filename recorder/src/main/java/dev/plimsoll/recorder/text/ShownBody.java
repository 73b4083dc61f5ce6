package dev.plimsoll.recorder.text;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.recorder.imports.BodyPromise;
import dev.plimsoll.recorder.imports.ImportedBody;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a body in the text that stands where it should be: authors add line ends, shorten, or write a remark instead. */
final class ShownBody {
    private static final Pattern CHUNK_SIZE = Pattern.compile("\\A\\s*[0-9a-fA-F]{1,8}(?:;[^\\r\\n]*)?\\r?\\n");

    private static final Pattern LEADING_LINES = Pattern.compile("\\A(?:[ \\t]*+\\r?\\n)++");

    private ShownBody() {}

    /** {@code curl -i} prints the head once more, among what it prints of the body. */
    private static final Pattern HEAD_AGAIN =
            Pattern.compile("\\A(?:HTTP/[0-9.]+ [0-9]{3}[^\\n]*\\n(?:[^\\n:]++:[^\\n]*+\\n)*+\\r?\\n)+");

    /** The body that {@code promise} speaks of, in {@code text}, which may go on after it. */
    static ImportedBody of(String text, boolean chunked, BodyPromise promise) {
        var shown = HEAD_AGAIN.matcher(text).replaceFirst("");
        if (promise.bodiless()
                || (promise.length().isPresent() && promise.length().getAsLong() == 0)) {
            return ImportedBody.none();
        } else if (shown.isBlank()) {
            return ImportedBody.omitted("the text does not show it");
        } else if (promise.length().isEmpty()) {
            return ofUnknownLength(shown, chunked, promise);
        }
        long length = promise.length().getAsLong();
        if (length > shown.length()) {
            return ImportedBody.omitted("the text shows " + shown.length() + " bytes, and " + length + " were sent");
        }
        // A body stands right behind the head, or behind empty lines that an author left.
        var found = Stream.of(shown, LEADING_LINES.matcher(shown).replaceFirst(""))
                .filter(candidate -> endsAt((int) length, candidate))
                .map(candidate -> bytes(candidate.substring(0, (int) length)))
                .distinct()
                .toList();
        return switch (found.size()) {
            case 0 -> ImportedBody.omitted("the text shows another one than the " + length + " bytes that were sent");
            case 1 -> promise.judge(found.get(0), false);
            default ->
                found.stream()
                        .filter(promise::vouchesFor)
                        .findFirst()
                        .map(candidate -> promise.judge(candidate, false))
                        .orElseGet(() -> ImportedBody.omitted("the text leaves open where it begins"));
        };
    }

    private static boolean endsAt(int end, String shown) {
        return end == shown.length()
                || (end < shown.length()
                        && (shown.charAt(end - 1) == '\n'
                                || shown.startsWith("\n", end)
                                || shown.startsWith("\r\n", end)
                                || shown.startsWith("* ", end)));
    }

    private static ImportedBody ofUnknownLength(String shown, boolean chunked, BodyPromise promise) {
        if (chunked && CHUNK_SIZE.matcher(shown).find()) {
            return ImportedBody.omitted("the text shows it in chunks");
        }
        var trimmed = LEADING_LINES.matcher(shown).replaceFirst("").stripTrailing();
        for (var candidate : new String[] {shown, trimmed, trimmed + "\n"}) {
            if (promise.vouchesFor(bytes(candidate))) {
                return promise.judge(bytes(candidate), false);
            }
        }
        var judged = promise.judge(bytes(trimmed), false);
        return judged.body().isOmitted()
                ? judged
                : judged.noting("its length is not told, it is taken as the text shows it, without white space around");
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
