package dev.plimsoll.recorder.har;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.recorder.imports.BodyPromise;
import dev.plimsoll.recorder.imports.ImportedBody;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Gets the bytes of a body back from an archive's {@code content} or {@code postData}, or says why they are lost. */
final class HarBody {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([A-Za-z0-9._:-]{1,40})");
    private static final String LOST_CHARACTER = "\uFFFD";
    private static final String MARK = "\uFEFF";

    private HarBody() {}

    /** Of a response; {@code bodySize} is the one beside {@code content}. */
    static ImportedBody ofResponse(JsonNode content, OptionalLong bodySize, BodyPromise promise) {
        if (promise.bodiless()) {
            return ImportedBody.none();
        }
        var text = HarMember.optionalText(content, "text");
        var size = HarMember.size(content, "size");
        if (text.isEmpty()) {
            return missing(content, size, bodySize, promise);
        }
        // Beside chunks and frames, bodySize is no length of content; it can only show that coded bytes are as sent.
        var measured = promise.isCoded() ? promise.measured(positive(bodySize)) : promise;
        var encoding = HarMember.optionalText(content, "encoding");
        if (encoding.equalsIgnoreCase("base64")) {
            var bytes = base64(text);
            return !promise.isCoded() && size.orElse(0) > bytes.size()
                    ? ImportedBody.omitted("the archive holds " + bytes.size() + " of " + size.getAsLong() + " bytes")
                    : measured.judge(bytes, true);
        } else if (!encoding.isEmpty()) {
            return ImportedBody.omitted("its encoding is not known");
        }
        return text(text, HarMember.optionalText(content, "mimeType"), List.of(size, bodySize), measured);
    }

    /** Of a request. */
    static ImportedBody ofRequest(JsonNode request, HeaderFields fields) {
        var promise = BodyPromise.ofRequest(fields);
        var bodySize = HarMember.size(request, "bodySize");
        var data = request.path("postData");
        var text = HarMember.optionalText(data, "text");
        if (!text.isEmpty()) {
            var mimeType = HarMember.optionalText(data, "mimeType");
            if (isForm(mimeType) && !isForm(fields.first("Content-Type").orElse(""))) {
                // Redaction goes by the head, and would not look for a form's secrets.
                return ImportedBody.omitted("it is a form, which the head does not say");
            }
            return text(text, mimeType, List.of(bodySize), promise);
        } else if (data.path("params").size() > 0) {
            return ImportedBody.omitted("only its parameters are given, not how they were written");
        }
        boolean expected = positive(bodySize).isPresent()
                || positive(promise.length()).isPresent()
                || (!promise.bodiless() && promise.length().isEmpty())
                || (data.isObject() && bodySize.isEmpty());
        return expected ? ImportedBody.omitted("the archive does not hold it") : ImportedBody.none();
    }

    private static boolean isForm(String mimeType) {
        return mimeType.toLowerCase(Locale.ROOT).contains("urlencoded");
    }

    /** Zero bytes are believed where the head agrees, or where both sizes were measured. */
    private static ImportedBody missing(
            JsonNode content, OptionalLong size, OptionalLong bodySize, BodyPromise promise) {
        boolean declaredEmpty = promise.length().equals(OptionalLong.of(0));
        boolean measuredEmpty = size.equals(OptionalLong.of(0)) && bodySize.equals(OptionalLong.of(0));
        if (declaredEmpty || (measuredEmpty && promise.length().isEmpty())) {
            return ImportedBody.none();
        }
        return ImportedBody.omitted(
                content.has("_file")
                        ? "it is in a file of its own; export with embedded content"
                        : "the archive does not hold it");
    }

    private static ImportedBody text(String text, String mimeType, List<OptionalLong> sizes, BodyPromise promise) {
        var candidates = candidates(text, mimeType);
        var vouched = candidates.stream().filter(promise::vouchesFor).findFirst();
        if (vouched.isPresent()) {
            return promise.judge(vouched.get(), false);
        } else if (text.contains(LOST_CHARACTER) || candidates.isEmpty()) {
            return ImportedBody.omitted("it is given as text, by which bytes were lost");
        } else if (promise.isCoded()) {
            return promise.judge(candidates.get(0), false);
        }
        var asSent = ofLength(candidates, promise.length());
        var asMeasured = sizes.stream()
                .flatMap(size -> ofLength(candidates, size).stream())
                .findFirst();
        if (asSent.isPresent()) {
            return ImportedBody.whole(asSent.get());
        } else if (asMeasured.isPresent()) {
            return promise.judge(asMeasured.get(), true);
        } else if (promise.length().isEmpty()
                && sizes.stream().allMatch(size -> positive(size).isEmpty())) {
            return ImportedBody.whole(candidates.get(0)).noting("given as text of unknown length, taken as it stands");
        }
        return ImportedBody.omitted("it is given as text that does not have the length of what was sent");
    }

    /** Readers of text take a byte order mark away, and the charset that they assumed is not told. */
    private static List<Bytes> candidates(String text, String mimeType) {
        var charsets = new LinkedHashSet<Charset>();
        named(mimeType).ifPresent(charsets::add);
        charsets.add(StandardCharsets.UTF_8);
        charsets.add(StandardCharsets.ISO_8859_1);
        var candidates = new ArrayList<Bytes>();
        for (var charset : charsets) {
            encode(text, charset).ifPresent(candidates::add);
        }
        encode(MARK + text, StandardCharsets.UTF_8).ifPresent(candidates::add);
        return candidates;
    }

    private static Optional<Bytes> ofLength(List<Bytes> candidates, OptionalLong length) {
        return candidates.stream()
                .filter(candidate -> length.equals(OptionalLong.of(candidate.size())))
                .findFirst();
    }

    private static Optional<Charset> named(String mimeType) {
        var name = CHARSET.matcher(mimeType);
        try {
            return name.find() && Charset.isSupported(name.group(1))
                    ? Optional.of(Charset.forName(name.group(1))).filter(Charset::canEncode)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Bytes> encode(String text, Charset charset) {
        try {
            var encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return Optional.of(Bytes.of(bytes));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Bytes base64(String text) {
        try {
            return Bytes.of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("member \"content\": the text is no base64, as its encoding says", e);
        }
    }

    private static OptionalLong positive(OptionalLong size) {
        return size.orElse(0) > 0 ? size : OptionalLong.empty();
    }
}
