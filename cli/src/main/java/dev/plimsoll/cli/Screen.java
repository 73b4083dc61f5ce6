package dev.plimsoll.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What a person sees of a process: whether its output goes to a terminal, and what the environment says of colours.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is one
 * @param variables the environment
 */
record Screen(boolean out, boolean err, Map<String, String> variables) {
    private static final int USUAL_COLUMNS = 80;

    /** What was asked for with {@code --color}. */
    enum Colours {
        AUTO,
        ALWAYS,
        NEVER
    }

    Screen {
        variables = Map.copyOf(variables);
    }

    /** Nobody looks on. */
    static Screen none() {
        return new Screen(false, false, Map.of());
    }

    static Screen ofThisProcess() {
        return new Screen(isTerminal(1), isTerminal(2), System.getenv());
    }

    /**
     * Whether to colour standard output. Without {@code --color}: never if NO_COLOR is set (https://no-color.org), always
     * if CLICOLOR_FORCE is (https://bixense.com/clicolors), otherwise on a terminal that is not dumb.
     */
    Ansi ansi(Colours asked) {
        return switch (asked) {
            case ALWAYS -> Ansi.ON;
            case NEVER -> Ansi.OFF;
            case AUTO -> isColouredByItself() ? Ansi.ON : Ansi.OFF;
        };
    }

    /** How wide a line of standard error may be; a guess where nobody says. */
    int columns() {
        return variable("COLUMNS")
                .filter(text -> text.matches("[1-9][0-9]{1,3}"))
                .map(Integer::valueOf)
                .orElse(USUAL_COLUMNS);
    }

    private boolean isColouredByItself() {
        if (variable("NO_COLOR").isPresent()) {
            return false;
        }
        boolean forced =
                variable("CLICOLOR_FORCE").filter(value -> !"0".equals(value)).isPresent();
        boolean dumb = variable("TERM")
                .filter(term -> "dumb".equals(term.toLowerCase(Locale.ROOT)))
                .isPresent();
        return forced || (out && !dumb);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Linux tells what each descriptor leads to; elsewhere Java knows of input and output together at best. */
    private static boolean isTerminal(int descriptor) {
        try {
            var leadsTo = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)))
                    .toString();
            return leadsTo.startsWith("/dev/pts/") || leadsTo.startsWith("/dev/tty") || "/dev/console".equals(leadsTo);
        } catch (IOException | UnsupportedOperationException e) {
            return isTerminal(System.console());
        }
    }

    /** Since Java 22 there is a console where there is no terminal, and a method that tells. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
