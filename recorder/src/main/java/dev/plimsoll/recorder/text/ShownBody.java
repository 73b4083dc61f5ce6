package dev.plimsoll.recorder.text;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.recorder.imports.BodyPromise;
import dev.plimsoll.recorder.imports.ImportedBody;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Finds a body in the text that stands where it should be: authors add line ends, shorten, or write a remark instead. */
final class ShownBody {
    private static final Pattern CHUNK_SIZE = Pattern.compile("\\A\\s*[0-9a-fA-F]{1,8}(?:;[^\\r\\n]*)?\\r?\\n");

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
        int end = (int) length;
        boolean endsHere = end == shown.length()
                || shown.charAt(end - 1) == '\n'
                || shown.startsWith("\n", end)
                || shown.startsWith("\r\n", end)
                || shown.startsWith("* ", end);
        return endsHere
                ? promise.judge(bytes(shown.substring(0, end)), false)
                : ImportedBody.omitted("the text shows another one than the " + length + " bytes that were sent");
    }

    private static ImportedBody ofUnknownLength(String shown, boolean chunked, BodyPromise promise) {
        if (chunked && CHUNK_SIZE.matcher(shown).find()) {
            return ImportedBody.omitted("the text shows it in chunks");
        }
        var trimmed = shown.replaceAll("\\A(?:[ \\t]*\\r?\\n)+|\\s+\\z", "");
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
