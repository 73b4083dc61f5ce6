package dev.plimsoll.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The virtual machine.
 *
 * @param version such as {@code 17.0.15}
 * @param feature the first number of the version
 * @param home its folder
 */
record JavaProbe(String version, int feature, String vendor, Path home) implements Probe {
    private static final int OLDEST = 17;
    private static final String PURPOSE = "runs Plimsoll, and builds it";
    private static final String REMEDY =
            "install a JDK 17 or later (Debian: apt-get install openjdk-17-jdk-headless), or set JAVA_HOME to one";

    static JavaProbe ofThisProcess() {
        return new JavaProbe(
                System.getProperty("java.version"),
                Runtime.version().feature(),
                System.getProperty("java.vendor"),
                Path.of(System.getProperty("java.home")));
    }

    @Override
    public List<Diagnosis> look() {
        var found = version + " by " + vendor + ", in " + home;
        if (feature < OLDEST) {
            return List.of(Diagnosis.problem("Java", found + ": older than " + OLDEST, PURPOSE, REMEDY));
        } else if (!Files.exists(home.resolve("bin/javac"))) {
            return List.of(Diagnosis.warning(
                    "Java",
                    found + ": without a compiler, which the jar needs none of, and mvn does",
                    PURPOSE,
                    REMEDY));
        }
        return List.of(Diagnosis.ok("Java", found, PURPOSE));
    }
}
