package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a run of the command came to, in this process. */
record Cli(int exitCode, String out, String err) {
    static Cli run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Cli(exitCode, out.toString(), err.toString());
    }

    /** Refused with that exit code: said in one line that names these things, and no stack trace. */
    Cli refused(int expected, String... named) {
        assertThat(err).startsWith("plimsoll: ").doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(err.lines().filter(line -> line.startsWith("plimsoll: "))).hasSize(1);
        assertThat(err).contains(named);
        assertThat(exitCode).as(err).isEqualTo(expected);
        return this;
    }
}
