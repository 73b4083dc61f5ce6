package dev.plimsoll.cli.doctor;

import java.util.List;

/**
 * A program that Plimsoll starts, records or is recorded with, if it is there.
 *
 * @param name as it stands on the PATH
 * @param version the arguments that make it tell its version
 * @param purpose what it is for here
 * @param remedy how to get it
 */
record KnownProgram(String name, List<String> version, String purpose, String remedy) {
    private static final List<KnownProgram> ALL = List.of(
            flag(
                    "docker-registry",
                    "Distribution 2: plimsoll registry, and most targets' mode process",
                    debian("docker-registry")),
            flag(
                    "registry",
                    "Distribution 3: the target distribution3",
                    go("github.com/distribution/distribution/v3/cmd/registry@v3.0.0")),
            new KnownProgram(
                    "crane",
                    List.of("version"),
                    "the target crane, and a client to record",
                    go("github.com/google/go-containerregistry/cmd/crane@v0.22.1")),
            new KnownProgram("nginx", List.of("-v"), "the registries redirect and mirror", debian("nginx-light")),
            flag("docker", "a client to record and to replay to", debian("docker.io")),
            flag("podman", "a client to record and to replay to", debian("podman")),
            flag("skopeo", "a client to record and to replay to", debian("skopeo")),
            flag("nerdctl", "containerd's client, to record", "github.com/containerd/nerdctl has releases"),
            flag("ctr", "containerd's client, to record", debian("containerd")),
            new KnownProgram("oras", List.of("version"), "a client to record", go("oras.land/oras/cmd/oras@latest")),
            new KnownProgram(
                    "regctl",
                    List.of("version"),
                    "a client to record",
                    go("github.com/regclient/regclient/cmd/regctl@latest")),
            flag("curl", "the lines in reports that repeat a request", debian("curl")));

    KnownProgram {
        version = List.copyOf(version);
    }

    /** Registries first, then clients. */
    static List<KnownProgram> all() {
        return ALL;
    }

    private static KnownProgram flag(String name, String purpose, String remedy) {
        return new KnownProgram(name, List.of("--version"), purpose, remedy);
    }

    private static String debian(String name) {
        return "apt-get install " + name;
    }

    private static String go(String module) {
        return "go install " + module;
    }
}
