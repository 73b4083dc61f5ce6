package dev.plimsoll.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The commands in the top help, by what somebody wants to do. */
final class CommandGroups implements CommandLine.IHelpSectionRenderer {
    /** For commands that are in no group, so that none is ever left out. */
    static final String OTHERS = "Others:";

    private static final Map<String, List<String>> GROUPS = groups();
    private static final int INDENT = 2;
    private static final int NAME = 12;

    private static Map<String, List<String>> groups() {
        var groups = new LinkedHashMap<String, List<String>>();
        groups.put("Check a registry, or the traffic of a client:", List.of("check", "lint", "pull"));
        groups.put("Record:", List.of("record", "ca", "import", "export"));
        groups.put("Replay, and registries to try things on:", List.of("replay", "registry"));
        groups.put("Report:", List.of("report", "diff"));
        groups.put("Look around:", List.of("doctor", "list", "rulebook", "coverage", "completion", "help"));
        return groups;
    }

    @Override
    public String render(Help help) {
        var left = new LinkedHashMap<>(help.subcommands());
        var text = new StringBuilder();
        GROUPS.forEach((heading, names) -> {
            var found = new LinkedHashMap<String, Help>();
            for (var name : names) {
                var command = left.remove(name);
                if (command != null) {
                    found.put(name, command);
                }
            }
            append(text, help, heading, found);
        });
        append(text, help, OTHERS, left);
        return text.toString();
    }

    private static String firstSentence(Help command) {
        var all = String.join(" ", command.commandSpec().usageMessage().description());
        int end = all.indexOf(". ");
        return (end < 0 ? all : all.substring(0, end + 1)).replace("%n", "");
    }

    private static void append(StringBuilder text, Help help, String heading, Map<String, Help> commands) {
        if (commands.isEmpty()) {
            return;
        }
        var width = help.commandSpec().usageMessage().width();
        var table = Help.TextTable.forColumns(
                help.colorScheme(),
                new Help.Column(NAME + INDENT, INDENT, Help.Column.Overflow.SPAN),
                new Help.Column(width - NAME - INDENT, INDENT, Help.Column.Overflow.WRAP));
        commands.forEach((name, command) -> table.addRowValues(
                help.colorScheme().commandText(name), help.colorScheme().text(firstSentence(command))));
        text.append(System.lineSeparator())
                .append(help.colorScheme().ansi().string(heading))
                .append(System.lineSeparator())
                .append(table);
    }
}
