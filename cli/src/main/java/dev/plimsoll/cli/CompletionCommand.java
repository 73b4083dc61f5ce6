package dev.plimsoll.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plimsoll completion}: the script by which a shell completes commands, options, targets and topics. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints the script by which bash or zsh completes plimsoll's commands, options and targets.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll completion bash > ~/.local/share/bash-completion/completions/plimsoll",
            "  plimsoll completion zsh > ~/.plimsoll-completion",
            "  source <(plimsoll completion bash)",
            "",
            "For zsh, source the file in ~/.zshrc."
        })
final class CompletionCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Shells whose completion picocli generates; one script, which sees by itself in which of them it is. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.println("# Completion of plimsoll for " + shell + "; made by: plimsoll completion");
        out.print(AutoComplete.bash("plimsoll", new CommandLine(spec.root())));
        out.flush();
        return ExitCode.CONFORMS;
    }
}
