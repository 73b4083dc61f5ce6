package dev.plimsoll.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.suites.check.Check;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Prints checks, for people or as JSON. */
final class CheckListing {
    private CheckListing() {}

    static void print(List<Check> checks, boolean json, PrintWriter out) throws IOException {
        if (json) {
            out.println(json(checks));
        } else {
            checks.forEach(check -> out.printf(
                    "  %-42s %-6s %-12s %-7s %s%n",
                    check.id(), check.level(), check.party(), check.clause().id(), check.title()));
        }
        out.flush();
    }

    private static String json(List<Check> checks) throws IOException {
        var mapper = JsonMapper.builder().build();
        var list = mapper.createArrayNode();
        checks.forEach(check -> list.addObject()
                .put("check", check.id().value())
                .put("level", check.level().name())
                .put("party", check.party().name())
                .put("clause", check.clause().id())
                .put("link", check.clause().link().toString())
                .put("title", check.title())
                .put("impact", check.impact())
                .put("requirement", check.clause().requirement())
                .put("active", check.isActive()));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list);
    }
}
