package dev.plimsoll.recorder.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http2.ErrorCode;

/**
 * A server's RST_STREAM (RFC 9113 §6.4), as Jetty tells of it.
 *
 * @param code why, of RFC 9113 §7
 */
record StreamReset(int code) {
    /** RFC 9113 §7, in the order of their numbers. */
    private static final List<String> NAMES = List.of(
            "NO_ERROR",
            "PROTOCOL_ERROR",
            "INTERNAL_ERROR",
            "FLOW_CONTROL_ERROR",
            "SETTINGS_TIMEOUT",
            "STREAM_CLOSED",
            "FRAME_SIZE_ERROR",
            "REFUSED_STREAM",
            "CANCEL",
            "COMPRESSION_ERROR",
            "CONNECT_ERROR",
            "ENHANCE_YOUR_CALM",
            "INADEQUATE_SECURITY",
            "HTTP_1_1_REQUIRED");

    private static final String UNKNOWN_CODE = "reset_code_";

    /** The reset that made an exchange fail. */
    static Optional<StreamReset> in(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        if (failure instanceof EOFException && message.equals("Stream has been reset")) {
            // Seen while reading, before the frame itself was told of.
            return Optional.of(new StreamReset(ErrorCode.CANCEL_STREAM_ERROR.code));
        } else if (failure instanceof IOException && message.matches(UNKNOWN_CODE + "-?[0-9]{1,9}")) {
            return Optional.of(new StreamReset(Integer.parseInt(message.substring(UNKNOWN_CODE.length()))));
        } else if (failure instanceof IOException) {
            return Stream.of(ErrorCode.values())
                    .filter(known -> known.name().toLowerCase(Locale.ENGLISH).equals(message))
                    .map(known -> new StreamReset(known.code))
                    .findFirst();
        }
        return Optional.empty();
    }

    /** For people: {@code CANCEL}. */
    static String nameOf(int code) {
        return code >= 0 && code < NAMES.size() ? NAMES.get(code) : Integer.toString(code);
    }
}
