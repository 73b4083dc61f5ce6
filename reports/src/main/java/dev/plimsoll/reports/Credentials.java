package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which credentials went along with a request, as its head and its URL tell; of client certificates nothing is known. */
final class Credentials {
    private Credentials() {}

    /** In words, such as {@code none} or {@code Bearer token}. */
    static String of(ExchangeRecord exchange) {
        var found = new ArrayList<String>();
        for (var field : exchange.requestFields()) {
            var name = field.isEmpty() ? "" : field.get(0).toLowerCase(Locale.ROOT);
            if (name.equals("authorization")) {
                found.add(scheme(field));
            } else if (name.equals("cookie")) {
                found.add("cookie");
            } else if (name.equals("x-registry-auth")) {
                found.add("X-Registry-Auth");
            }
        }
        var url = Masking.text(exchange.url());
        if (url.contains(Masking.MASK) || url.contains("REDACTED.")) {
            found.add("secret in the URL");
        }
        return found.isEmpty() ? "none" : String.join(", ", found);
    }

    private static String scheme(List<String> field) {
        var scheme = Masking.scheme(field.size() < 2 ? "" : field.get(1)).orElse("");
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "bearer" -> "Bearer token";
            case "basic" -> "Basic, user and password";
            case "" -> "Authorization of an unknown scheme";
            default -> scheme + " credentials";
        };
    }
}
