package dev.plimsoll.cli;

import dev.plimsoll.peers.RunningRegistry;
import dev.plimsoll.peers.seed.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a user has to know of a registry that was started, with commands to copy. */
final class RegistryHints {
    private final RunningRegistry registry;
    private final String host;
    private final Optional<String> authority;

    RegistryHints(RunningRegistry registry) {
        this.registry = registry;
        this.host = registry.publicOrigin().authority();
        // In single quotes, of which the shell reads nothing but their end.
        this.authority = registry.authorityPem().map(pem -> "'" + pem.toString().replace("'", "'\\''") + "'");
    }

    /** The first line is the address; below it a field a line, its name first, then the commands. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("registry " + registry.variant().id() + " at " + registry.publicOrigin() + " ("
                + registry.variant().title() + ")");
        registry.authorityPem().ifPresent(pem -> lines.add("  CA:        " + pem));
        registry.credentials().ifPresent(account -> {
            lines.add("  user:      " + account.name());
            lines.add("  password:  " + account.password().reveal());
        });
        registry.realm().ifPresent(realm -> lines.add("  tokens:    " + realm));
        registry.resolutions().forEach(resolution -> lines.add("  name:      " + resolution));
        registry.seeded()
                .ifPresent(seeded -> seeded.images()
                        .forEach(image -> lines.add("  image:     " + host + "/" + seeded.repository() + ":"
                                + image.tag() + " " + image.descriptor().digest())));
        registry.logs().forEach(log -> lines.add("  log:       " + log));
        registry.seeded().ifPresent(seeded -> lines.addAll(commands(seeded)));
        return lines;
    }

    private List<String> commands(Seeded seeded) {
        boolean named = !registry.resolutions().isEmpty();
        var image = host + "/" + seeded.repository() + ":" + seeded.docker().tag();
        // Programs written in Go take the file in the place of the system's authorities.
        var trust = authority.map(file -> "SSL_CERT_FILE=" + file + " ").orElse("");
        var plain = registry.origin().isTls() ? "" : "--tls-verify=false ";
        var credentials = registry.credentials()
                .map(account ->
                        "--creds=" + account.name() + ":" + account.password().reveal() + " ")
                .orElse("");
        var lines = new ArrayList<String>();
        lines.add(named ? "Pull, through a proxy that knows the names (curl needs none):" : "Pull:");
        registry.credentials().ifPresent(account -> lines.add("  docker login -u " + account.name() + " " + host));
        lines.add("  docker pull " + image);
        lines.add("  " + trust + "podman pull " + plain + credentials + image);
        lines.add("  " + trust + "skopeo inspect " + plain + credentials + "docker://" + image);
        if (registry.realm().isEmpty() || named) {
            registry.credentials()
                    .ifPresent(account -> lines.add("  crane auth login " + host + " -u " + account.name() + " -p "
                            + account.password().reveal()));
            lines.add("  " + trust + "crane manifest " + image);
        } else {
            lines.add("  (crane asks no token service that has an address for its name: start with --names)");
        }
        lines.add("  " + curl(seeded));
        return lines;
    }

    private String curl(Seeded seeded) {
        var curl = new StringBuilder("curl -s");
        authority.ifPresent(file -> curl.append(" --cacert ").append(file));
        registry.resolutions()
                .forEach(resolution -> curl.append(" --connect-to ").append(resolution));
        var manifest = registry.publicOrigin() + "/v2/" + seeded.repository() + "/manifests/"
                + seeded.docker().tag();
        var accept = " -H 'Accept: " + seeded.docker().descriptor().mediaType() + "' ";
        if (registry.realm().isPresent()) {
            var request = registry.realm().get() + "?service=" + registry.service() + "&scope=repository:"
                    + seeded.repository() + ":pull";
            var user = registry.credentials()
                    .map(account ->
                            " -u " + account.name() + ":" + account.password().reveal())
                    .orElse("");
            return curl + " -H \"Authorization: Bearer $(" + curl + user + " '" + request + "' | jq -r .token)\""
                    + accept + manifest;
        }
        registry.credentials()
                .ifPresent(account -> curl.append(" -u ")
                        .append(account.name())
                        .append(':')
                        .append(account.password().reveal()));
        return curl + accept + manifest;
    }
}
