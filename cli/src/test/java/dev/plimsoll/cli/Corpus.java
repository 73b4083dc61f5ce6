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

    /** Places × ways, for people: how many secrets there were, and how many of them were found afterwards. */
    static String table(List<Case> cases, Map<String, List<Case>> leaksByWay) {
        var places = SecretPlace.ALL.stream().map(SecretPlace::name).toList();
        var table = new StringBuilder(String.format("%-24s %6s", "place", "cases"));
        leaksByWay.keySet().forEach(way -> table.append(String.format("  %14s", way)));
        for (var place : places) {
            table.append(String.format("%n%-24s %6d", place, in(place, cases)));
            leaksByWay.values().forEach(leaks -> table.append(String.format("  %14d", in(place, leaks))));
        }
        table.append(String.format("%n%-24s %6d", "all", cases.size()));
        leaksByWay.values().forEach(leaks -> table.append(String.format("  %14d", leaks.size())));
        return table.append(String.format("%n%nA number below a way is how many secrets were found after it."))
                .append(String.format("%nKinds, each in every place: %s%n", Arrays.toString(SecretKind.values())))
                .toString();
    }

    private static long in(String place, List<Case> cases) {
        return cases.stream().filter(one -> one.place().name().equals(place)).count();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
