package dev.plimsoll.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proxies that the environment names: Plimsoll reads none of them, but the clients that are started from here do. */
record ProxyProbe(Surroundings surroundings) implements Probe {
    private static final String WHAT = "proxies";
    private static final String PURPOSE = "clients take them from the environment; Plimsoll has --proxy alone";
    private static final List<String> NAMES = List.of("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY");

    /** Networks that hold 127.0.0.1; curl since 7.86 and Go read them. */
    private static final Pattern SPARES =
            Pattern.compile("\\*|127\\.0\\.0\\.1(/[0-9]+)?|127\\.0\\.0\\.0/([89]|[12][0-9]|3[01])|0\\.0\\.0\\.0/0");

    @Override
    public List<Diagnosis> look() {
        var proxies = set(NAMES)
                .map(name -> name + "=" + masked(surroundings.variable(name).orElse("")))
                .collect(Collectors.joining(", "));
        if (proxies.isEmpty()) {
            return List.of(Diagnosis.ok(WHAT, "none in the environment", PURPOSE));
        }
        var spared = surroundings
                .variable("no_proxy")
                .or(() -> surroundings.variable("NO_PROXY"))
                .orElse("");
        if (Stream.of(spared.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> SPARES.matcher(one).matches())) {
            return List.of(Diagnosis.ok(WHAT, proxies + "; 127.0.0.1 is spared by NO_PROXY", PURPOSE));
        }
        // A list that is there is kept: who reads the remedy should be able to paste it.
        return List.of(Diagnosis.warning(
                WHAT,
                proxies + "; NO_PROXY does not spare 127.0.0.1, so curl asks the proxy for this machine's registries",
                PURPOSE,
                "export NO_PROXY=\"$NO_PROXY,127.0.0.1,localhost\"; export no_proxy=\"$NO_PROXY\""));
    }

    /** The names in either case that are set. */
    private Stream<String> set(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
                .filter(name ->
                        Optional.of(name).flatMap(surroundings::variable).isPresent());
    }

    /** Without user and password: all up to the last at-sign, for a password may hold anything. */
    static String masked(String proxy) {
        int at = proxy.lastIndexOf('@');
        var scheme = proxy.indexOf("://");
        var shown = at < 0
                ? proxy
                : (scheme >= 0 && scheme < at ? proxy.substring(0, scheme + 3) : "") + "***" + proxy.substring(at);
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
