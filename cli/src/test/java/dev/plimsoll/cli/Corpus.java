package dev.plimsoll.cli;

import dev.plimsoll.model.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A secret of every kind for every place, always the same ones: kinds × places. */
final class Corpus {
    private static final long SEED = 20260102;

    /** One secret in one place. */
    record Case(SecretKind kind, SecretPlace place, String secret) {
        Exchange exchange() {
            return place.exchange(kind, secret);
        }

        /** The form, of all that it may be read in, that stands in that text; for what is wrong with the test. */
        boolean standsIn(String text) {
            return SecretPlace.forms(secret).stream().anyMatch(form -> form.length() >= 8 && text.contains(form));
        }

        @Override
        public String toString() {
            return kind + " in " + place.name();
        }
    }

    private Corpus() {}

    static List<Case> cases() {
        var random = new Random(SEED);
        var cases = new ArrayList<Case>();
        for (var kind : SecretKind.values()) {
            for (var place : SecretPlace.ALL) {
                if (place.takes(kind)) {
                    cases.add(new Case(kind, place, kind.make(random)));
                }
            }
        }
        return cases;
    }

    /** What went one way in: all that were tried, and those whose secret was found afterwards. */
    record Way(List<Case> tried, List<Case> leaks) {}

    /** Places × ways, for people. */
    static String table(Map<String, Way> ways) {
        var table = new StringBuilder(String.format("%-24s", "found of tried"));
        ways.keySet().forEach(way -> table.append(String.format("  %13s", way)));
        for (var place : SecretPlace.ALL) {
            table.append(String.format("%n%-24s", place.name()));
            ways.values()
                    .forEach(way -> table.append(count(in(place.name(), way.leaks()), in(place.name(), way.tried()))));
        }
        table.append(String.format("%n%-24s", "all"));
        ways.values()
                .forEach(way ->
                        table.append(count(way.leaks().size(), way.tried().size())));
        return table.append(String.format("%n%nKinds: %s%n", Arrays.toString(SecretKind.values())))
                .toString();
    }

    private static String count(long leaks, long tried) {
        return String.format("  %13s", leaks + " of " + tried);
    }

    private static long in(String place, List<Case> cases) {
        return cases.stream().filter(one -> one.place().name().equals(place)).count();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
