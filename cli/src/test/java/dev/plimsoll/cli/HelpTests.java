package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The tree of commands, walked: whoever adds one adds what a newcomer needs to use it. */
class HelpTests {
    /** A word of a shell: in single quotes, or without spaces. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** Where a shell's line ends, or goes on with another program. */
    private static final List<String> ENDS = List.of("|", "||", "&&", ">", ">>", ";", "\\");

    static Stream<CommandSpec> commands() {
        return below(Main.commandLine().getCommandSpec());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysWhatItDoesAndShowsAnExample(CommandSpec command) {
        assertThat(command.usageMessage().description())
                .as("description of " + command.qualifiedName())
                .isNotEmpty();
        assertThat(command.usageMessage().footerHeading())
                .as("footerHeading of " + command.qualifiedName())
                .containsPattern("Examples?:");
        assertThat(examples(command))
                .as("examples of " + command.qualifiedName())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionAndParameterIsDescribed(CommandSpec command) {
        assertThat(command.args())
                .allSatisfy(argument -> assertThat(String.join("", argument.description()))
                        .as(command.qualifiedName() + " "
                                + (argument instanceof OptionSpec option
                                        ? option.longestName()
                                        : argument.paramLabel()))
                        .isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandAnswersHelp(CommandSpec command) {
        var path = command.qualifiedName(" ").split(" ", -1);
        var arguments = new ArrayList<>(List.of(path).subList(1, path.length));
        arguments.add("--help");

        var answer = Cli.run(arguments.toArray(String[]::new));

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).contains("Usage: " + command.qualifiedName()).containsPattern("Examples?:\\R  ");
    }

    /** An example with an option that was renamed is worse than none. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleParses(CommandSpec command) {
        for (var example : examples(command)) {
            for (var arguments : calls(example)) {
                // Throws if an option, a value or a parameter is not as the command has it.
                var parsed = Main.commandLine().parseArgs(arguments.toArray(String[]::new));
                assertThat(parsed.unmatched()).as(example).isEmpty();
            }
        }
    }

    @Test
    void commandsAreGroupedByWhatOneWantsToDo() {
        var help = Cli.run("--help").out();

        assertThat(help.lines())
                .containsSubsequence(
                        "Check a registry, or the traffic of a client:",
                        "Record:",
                        "Look around:",
                        "Examples:",
                        "Exit codes:")
                .as("a command of no group: name it in CommandGroups")
                .doesNotContain(CommandGroups.OTHERS);
        assertThat(Main.commandLine().getSubcommands().keySet())
                .allSatisfy(name -> assertThat(help).containsPattern("(?m)^  " + name + "  "));
    }

    @Test
    void quotesAndPipesOfExamplesAreReadAsAShellDoes() {
        assertThat(calls("plimsoll check --check 'tags/*' && plimsoll list | jq"))
                .containsExactly(List.of("check", "--check", "tags/*"), List.of("list"));
    }

    private static Stream<CommandSpec> below(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .flatMap(HelpTests::below));
    }

    /** Those of its lines that call plimsoll; a line that ends in a backslash goes on. */
    private static List<String> examples(CommandSpec command) {
        var joined = String.join("\n", command.usageMessage().footer())
                .replaceAll("\\\\\n\\s*", "")
                .replace("%%", "%");
        return joined.lines().filter(line -> line.contains("plimsoll ")).toList();
    }

    private static List<List<String>> calls(String line) {
        var calls = new ArrayList<List<String>>();
        List<String> current = List.of();
        var words = WORD.matcher(line.replace(";", " ; ").replace("<(", "").replace(")", ""));
        while (words.find()) {
            var word = words.group(1) == null ? words.group(2) : words.group(1);
            if ("plimsoll".equals(word)) {
                current = new ArrayList<>();
                calls.add(current);
            } else if (ENDS.contains(word)) {
                current = new ArrayList<>();
            } else if (!calls.isEmpty()) {
                current.add(word);
            }
        }
        return calls;
    }
}
