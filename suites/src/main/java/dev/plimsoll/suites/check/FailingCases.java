package dev.plimsoll.suites.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Traffic that violates a check, one example each, from the check's own tests: messages as text, with {@code ###} and a
 * word on the case before each exchange, and stand-ins such as {@code {{sha256:1}}} for what follows from a body.
 */
public final class FailingCases {
    private FailingCases() {}

    /** The example of the check of that id; nothing for a check that this version does not know. */
    public static Optional<String> find(String check) {
        if (!CheckId.isOne(check)) {
            return Optional.empty();
        }
        var name = "/dev/plimsoll/suites/failing/" + check + "/violating.http";
        try (var stream = FailingCases.class.getResourceAsStream(name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
