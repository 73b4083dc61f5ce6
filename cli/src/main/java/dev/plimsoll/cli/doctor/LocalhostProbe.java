package dev.plimsoll.cli.doctor;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** What the name localhost stands for here. */
record LocalhostProbe(Resolver resolver) implements Probe {
    private static final String WHAT = "localhost";
    private static final String PURPOSE = "Plimsoll listens on 127.0.0.1 alone";
    private static final String REMEDY = "give clients 127.0.0.1:PORT and never localhost:PORT, or add the line"
            + " \"127.0.0.1 localhost\" to /etc/hosts";

    /** Tells the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    @Override
    public List<Diagnosis> look() {
        try {
            var addresses = List.of(resolver.resolve(WHAT));
            boolean four = addresses.stream().anyMatch(Inet4Address.class::isInstance);
            boolean six = addresses.stream().anyMatch(Inet6Address.class::isInstance);
            if (four && six) {
                // As nearly everywhere: clients try both.
                return List.of(Diagnosis.ok(
                        WHAT, "127.0.0.1 and also ::1, which nothing listens on: rather name 127.0.0.1", PURPOSE));
            } else if (four) {
                return List.of(Diagnosis.ok(WHAT, shown(addresses.stream()), PURPOSE));
            }
            return List.of(Diagnosis.warning(WHAT, shown(addresses.stream()) + " alone", PURPOSE, REMEDY));
        } catch (UnknownHostException e) {
            return List.of(Diagnosis.warning(WHAT, "has no address", PURPOSE, REMEDY));
        }
    }

    private static String shown(Stream<InetAddress> addresses) {
        return String.join(
                ", ", addresses.map(InetAddress::getHostAddress).distinct().toList());
    }
}
