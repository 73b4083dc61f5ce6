package dev.plimsoll.cli;

import dev.plimsoll.engine.PullException;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.replay.ReplayException;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code plimsoll} command. */
@Command(
        name = "plimsoll",
        mixinStandardHelpOptions = true,
        version = "plimsoll 0.1.0",
        description = "Conformance and traffic analysis for container registries and the clients that pull from them.",
        subcommands = {
            CheckCommand.class,
            DiffCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            ListCommand.class,
            PullCommand.class,
            RecordCommand.class,
            CaCommand.class,
            ReplayCommand.class,
            RegistryCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            LintCommand.class,
            CoverageCommand.class,
            RulebookCommand.class,
            ReportCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll doctor",
            "  plimsoll check --target dockerhub",
            "  plimsoll record --out hub/ -- skopeo copy docker://docker.io/library/alpine:latest oci:alpine",
            "  plimsoll lint hub/",
            "  plimsoll replay hub/ --port 8080",
            "",
            "Exit codes:",
            "  0  conforms, or done",
            "  1  violations, or the pull failed",
            "  2  an expected deviation is gone",
            "  3  inconclusive, or the network failed",
            "  4  configuration: what was asked for cannot be run",
            "  5  our own fault: please report it"
        })
public final class Main implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--color",
            scope = CommandLine.ScopeType.INHERIT,
            paramLabel = "WHEN",
            description = "auto, always or never; auto: on a terminal, unless NO_COLOR is set.")
    private Screen.Colours colours = Screen.Colours.AUTO;

    @Option(
            names = "--quiet",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Tell nothing of how far something has come that takes long.")
    private boolean quiet;

    private final Screen screen;

    private Main(Screen screen) {
        this.screen = screen;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(Screen.ofThisProcess()).execute(arguments));
    }

    /** The command with its error handling, as {@link #main} runs it, for nobody's eyes. */
    static CommandLine commandLine() {
        return commandLine(Screen.none());
    }

    private static CommandLine commandLine(Screen screen) {
        var main = new Main(screen);
        var command = new CommandLine(main)
                .setColorScheme(CommandLine.Help.defaultColorScheme(screen.ansi(Screen.Colours.AUTO)))
                .setExecutionStrategy(parsed -> main.execute(parsed))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Mode.class, Main::mode)
                .registerConverter(Instant.class, Main::instant)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler((exception, failing, parsed) -> failed(exception, failing));
        command.getHelpSectionMap()
                .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        command.getHelpSectionMap()
                .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
        // Picocli's own command, which has no example.
        Optional.ofNullable(command.getSubcommands().get("help"))
                .map(help -> help.getCommandSpec().usageMessage())
                .ifPresent(usage -> usage.footerHeading("%nExample:%n").footer("  plimsoll help check"));
        return command;
    }

    /** How far the command has come is told to its standard error, unless nobody wants to know. */
    static Progress progress(CommandLine.Model.CommandSpec command) {
        var main = (Main) command.root().userObject();
        return main.quiet
                ? Progress.none()
                : Progress.started(command.commandLine().getErr(), main.screen);
    }

    private int execute(CommandLine.ParseResult parsed) {
        spec.commandLine().setColorScheme(CommandLine.Help.defaultColorScheme(screen.ansi(colours)));
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Nothing was asked for: a script that forgot its command must not be told that all is well. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.CONFIGURATION;
    }

    private static Mode mode(String text) {
        return Stream.of(Mode.values())
                .filter(mode -> mode.yamlName().equals(text))
                .findFirst()
                .orElseThrow(() -> new CommandLine.TypeConversionException("\"" + text + "\" is none of "
                        + Stream.of(Mode.values()).map(Mode::yamlName).collect(Collectors.joining(", "))));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException(
                    "\"" + text + "\" is no time in UTC such as 2020-08-20T06:17:41Z");
        }
    }

    private static int misused(CommandLine.ParameterException e, String[] arguments) {
        var err = e.getCommandLine().getErr();
        err.println("plimsoll: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.CONFIGURATION;
    }

    /** One line for what the user can mend; all there is for what only we can. */
    static int failed(Exception e, CommandLine command) {
        var err = command.getErr();
        if (e instanceof ConfigurationException
                || e instanceof CaptureException
                || e instanceof ReplayException
                || e instanceof MalformedException) {
            err.println("plimsoll: " + e.getMessage());
            return ExitCode.CONFIGURATION;
        } else if (e instanceof PullException pull) {
            var remedy = pull.reason() == PullException.Reason.NETWORK
                    ? "; is it running? Behind a proxy, give --proxy HOST:PORT"
                    : "";
            err.println("plimsoll: pull failed (" + pull.reason() + "): " + pull.getMessage() + remedy);
            return switch (pull.reason()) {
                case NETWORK -> ExitCode.INCONCLUSIVE;
                case STORAGE -> ExitCode.CONFIGURATION;
                default -> ExitCode.VIOLATIONS;
            };
        } else if (e instanceof InterruptedException || e instanceof ClosedByInterruptException) {
            err.println("plimsoll: interrupted; nothing half done is left behind");
            return ExitCode.INCONCLUSIVE;
        } else if (e instanceof IOException fault) {
            err.println("plimsoll: " + FileFault.describe(fault));
            return ExitCode.CONFIGURATION;
        }
        ourFault(e, err);
        return ExitCode.OUR_FAULT;
    }

    private static void ourFault(Exception e, PrintWriter err) {
        err.println("plimsoll: this is a bug of Plimsoll's own; please report it with what follows");
        e.printStackTrace(err);
    }
}
