package dev.plimsoll.cli.doctor;

import dev.plimsoll.cli.doctor.Commands.Sought;
import java.util.List;

/** A program that is good to have. */
record ProgramProbe(KnownProgram program, Commands commands) implements Probe {
    @Override
    public List<Diagnosis> look() {
        var sought = commands.ask(program.name(), program.version());
        if (sought instanceof Sought.Told told) {
            return List.of(Diagnosis.ok(program.name(), told.line() + ", " + told.place(), program.purpose()));
        } else if (sought instanceof Sought.Mute mute) {
            return List.of(Diagnosis.warning(
                    program.name(),
                    mute.place() + " " + mute.reason(),
                    program.purpose(),
                    "see what this says: " + mute.place() + " " + String.join(" ", program.version())));
        }
        return List.of(Diagnosis.missing(program.name(), "not on the PATH", program.purpose(), program.remedy()));
    }
}
