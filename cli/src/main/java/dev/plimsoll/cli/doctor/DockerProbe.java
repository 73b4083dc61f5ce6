package dev.plimsoll.cli.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The Docker engine.
 *
 * @param host the variable DOCKER_HOST
 * @param absence tells why no engine answers there; nothing if one does
 */
record DockerProbe(Optional<String> host, Absence absence) implements Probe {
    private static final String WHAT = "Docker engine";
    private static final String PURPOSE = "targets' mode container";

    /** Asks an engine. */
    @FunctionalInterface
    interface Absence extends UnaryOperator<Optional<String>> {}

    @Override
    public List<Diagnosis> look() {
        boolean elsewhere = host.isPresent() && !host.get().startsWith("unix://");
        return List.of(absence.apply(host)
                .map(
                        reason -> Diagnosis.missing(
                                WHAT,
                                ProxyProbe.masked(reason),
                                PURPOSE,
                                "apt-get install docker.io && systemctl start docker, or set DOCKER_HOST=unix:///path/to/socket"))
                .orElseGet(() -> Diagnosis.ok(
                        WHAT,
                        elsewhere
                                ? "elsewhere, at " + ProxyProbe.masked(host.get()) + ", and was not asked"
                                : "answers at " + host.orElse("unix:///var/run/docker.sock"),
                        PURPOSE)));
    }
}
