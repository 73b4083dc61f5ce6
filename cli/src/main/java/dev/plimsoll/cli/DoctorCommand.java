package dev.plimsoll.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.cli.doctor.Diagnosis;
import dev.plimsoll.cli.doctor.Doctor;
import dev.plimsoll.cli.doctor.State;
import dev.plimsoll.cli.doctor.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** {@code plimsoll doctor}: what is on this machine of what Plimsoll and its clients use. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at this machine: Java, Maven, Docker, registries, clients, the recorder's CA, proxies, folders; tells",
            "what is there, what it is for, and what to do where something is missing. Changes nothing, asks no network."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll doctor",
            "  plimsoll doctor --json | jq '.diagnoses[] | select(.state != \"ok\")'",
            "",
            "Exit codes: 0 all that is needed is there (Java, the loopback, the temporary folder), 4 it is not."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final String FORMAT = "1.0";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON document instead of lines.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var diagnoses = Doctor.in(Surroundings.ofThisProcess()).examine();
        var out = spec.commandLine().getOut();
        if (json) {
            printJson(out, diagnoses);
        } else {
            print(out, diagnoses, spec.commandLine().getColorScheme().ansi());
        }
        out.flush();
        return Doctor.isFit(diagnoses) ? ExitCode.CONFORMS : ExitCode.CONFIGURATION;
    }

    static void print(PrintWriter out, List<Diagnosis> diagnoses, Ansi ansi) {
        for (var diagnosis : diagnoses) {
            var state = String.format(
                    "%s %-7s", diagnosis.state().symbol(), diagnosis.state().word());
            out.println(Paint.state(ansi, diagnosis.state(), state) + "  " + String.format("%-16s ", diagnosis.what())
                    + diagnosis.found());
            out.println("           for: " + diagnosis.purpose());
            diagnosis.remedy().ifPresent(remedy -> out.println("           do:  " + remedy));
        }
        out.println();
        out.println(count(diagnoses, State.OK) + " ok, " + count(diagnoses, State.MISSING) + " missing, "
                + count(diagnoses, State.WARNING) + " warnings, " + count(diagnoses, State.PROBLEM) + " problems: "
                + (Doctor.isFit(diagnoses) ? "Plimsoll can work here" : "Plimsoll cannot work here yet"));
    }

    private static long count(List<Diagnosis> diagnoses, State state) {
        return diagnoses.stream()
                .filter(diagnosis -> diagnosis.state() == state)
                .count();
    }

    private static void printJson(PrintWriter out, List<Diagnosis> diagnoses) throws IOException {
        var mapper = JsonMapper.builder().build();
        var root = mapper.createObjectNode().put("format", FORMAT).put("fit", Doctor.isFit(diagnoses));
        var list = root.putArray("diagnoses");
        for (var diagnosis : diagnoses) {
            var node = list.addObject()
                    .put("state", diagnosis.state().word())
                    .put("what", diagnosis.what())
                    .put("found", diagnosis.found())
                    .put("purpose", diagnosis.purpose());
            diagnosis.remedy().ifPresent(remedy -> node.put("remedy", remedy));
        }
        out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    }
}
