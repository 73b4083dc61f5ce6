package dev.plimsoll.cli.doctor;

import dev.plimsoll.cli.doctor.Commands.Sought;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.regex.Pattern;

/** Maven, which builds Plimsoll. */
record MavenProbe(Commands commands) implements Probe {
    private static final Version OLDEST = Version.parse("3.8.7");
    private static final Pattern VERSION = Pattern.compile("Apache Maven ([0-9]+[0-9A-Za-z.-]*)");
    private static final String WHAT = "Maven";
    private static final String PURPOSE = "builds Plimsoll, and runs suites as tests; a built jar needs none";
    private static final String REMEDY = "install Maven " + OLDEST + " or later (Debian: apt-get install maven)";

    @Override
    public List<Diagnosis> look() {
        var sought = commands.ask("mvn", List.of("-B", "-v"));
        if (sought instanceof Sought.Nowhere) {
            return List.of(Diagnosis.missing(WHAT, "no mvn on the PATH", PURPOSE, REMEDY));
        } else if (sought instanceof Sought.Mute mute) {
            return List.of(Diagnosis.warning(WHAT, mute.place() + " " + mute.reason(), PURPOSE, "mvn -v"));
        }
        var told = (Sought.Told) sought;
        var version = VERSION.matcher(told.line());
        var found = told.line() + ", " + told.place();
        return List.of(
                version.find() && Version.parse(version.group(1)).compareTo(OLDEST) >= 0
                        ? Diagnosis.ok(WHAT, found, PURPOSE)
                        : Diagnosis.warning(WHAT, found + ": not " + OLDEST + " or later", PURPOSE, REMEDY));
    }
}
