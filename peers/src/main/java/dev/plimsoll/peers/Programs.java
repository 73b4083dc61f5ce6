package dev.plimsoll.peers;

import dev.plimsoll.peers.process.Program;

/** The programs that variants are made of. */
final class Programs {
    static final Program DISTRIBUTION_2 = new Program("docker-registry", "install Debian's package docker-registry");
    static final Program NGINX = new Program("nginx", "install Debian's package nginx-light");
    static final Program DISTRIBUTION_3 = new Program(
            "registry",
            "put a release of github.com/distribution/distribution 3 on the PATH, or: go install"
                    + " github.com/distribution/distribution/v3/cmd/registry@v3.0.0");
    static final Program CRANE = new Program(
            "crane",
            "put a release of github.com/google/go-containerregistry on the PATH, or: go install"
                    + " github.com/google/go-containerregistry/cmd/crane@v0.22.1");

    private Programs() {}
}
