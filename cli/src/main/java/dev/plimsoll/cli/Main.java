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
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code plimsoll} command. */
@Command(
        name = "plimsoll",
        mixinStandardHelpOptions = true,
        version = "plimsoll 0.1.0",
        description = "Conformance and traffic analysis for container registries and the clients that pull from them.",
        subcommands = {
            CheckCommand.class,
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
        footerHeading = "%nExit codes:%n",
        footer = {
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

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with its error handling, as {@link #main} runs it. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Mode.class, Main::mode)
                .registerConverter(Instant.class, Main::instant)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, command));
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
            err.println("plimsoll: pull failed (" + pull.reason() + "): " + pull.getMessage());
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
