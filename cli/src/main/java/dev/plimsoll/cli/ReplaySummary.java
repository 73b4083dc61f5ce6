package dev.plimsoll.cli;

import dev.plimsoll.fixtures.replay.ReplayServer;
import java.io.PrintWriter;

/** What a replay tells at its end. */
final class ReplaySummary {
    private ReplaySummary() {}

    /** One line, and an empty one while nobody has asked for anything. */
    static String soFar(int recorded, ReplayServer server) {
        int asked = recorded - server.neverAsked().size();
        int unmatched = server.unmatched().size();
        return asked + unmatched == 0
                ? ""
                : asked + " of " + recorded + " recorded exchanges served, " + unmatched + " requests without a match";
    }

    /** What was asked for and not recorded, and what was recorded and not asked for. */
    static void print(PrintWriter out, ReplayServer server) {
        var unmatched = server.unmatched();
        var never = server.neverAsked();
        out.println("requests without a match: " + unmatched.size());
        unmatched.forEach(one -> out.println("  unmatched: " + one));
        out.println("exchanges that were never asked for: " + never.size());
        never.forEach(exchange -> out.println("  never asked for: " + exchange));
        out.flush();
    }
}
