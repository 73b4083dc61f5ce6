package dev.plimsoll.reports.pull;

import dev.plimsoll.model.http.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Requests that a better client could have left out, as far as the traffic proves it. */
final class Avoidable {
    /** A token that does not say how long it lives does so for a minute at least (token specification). */
    private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(60);

    private final List<Hop> hops;
    private final Roles roles;
    private final Waste waste;

    Avoidable(List<Hop> hops, Roles roles, Waste waste) {
        this.hops = hops;
        this.roles = roles;
        this.waste = waste;
    }

    List<Remark> remarks() {
        var again = waste.fetchedAgain();
        var remarks = new ArrayList<Remark>();
        add(
                remarks,
                "HEAD before GET of the same",
                "A GET tells all that a HEAD does, and its digest can be checked before more is fetched.",
                this::isFollowedByGet);
        add(
                remarks,
                "Ping that nothing came of",
                "No challenge came of GET /v2/, or none that was answered; the next request would have told the same.",
                this::isUnusedPing);
        add(
                remarks,
                "Ping of a host that had been asked before",
                "What it challenges with was known.",
                this::isSecondPing);
        add(
                remarks,
                "Token for what a token was there for",
                "The same had been granted less than a minute before.",
                this::isNeedlessToken);
        add(
                remarks,
                "Sent without the credentials that were there",
                "Others for the same repository had been accepted before.",
                this::isForgetful);
        add(
                remarks,
                "Content that was there already",
                "The same bytes had come before, whole.",
                hop -> again.contains(hop.id()));
        return remarks;
    }

    private void add(List<Remark> remarks, String what, String why, Predicate<Hop> condition) {
        var concerned = hops.stream().filter(condition).toList();
        if (!concerned.isEmpty()) {
            remarks.add(new Remark(what, why, concerned.stream().map(Hop::id).toList(), 0));
        }
    }

    private boolean isFollowedByGet(Hop head) {
        return head.isHead()
                && head.isAnswered()
                && head.endpoint() instanceof Endpoint.Manifest
                && hops.stream().anyMatch(hop -> hop.id() > head.id() && hop.isGet() && isSame(head, hop));
    }

    private static boolean isSame(Hop head, Hop get) {
        if (get.exchange().url().equals(head.exchange().url())) {
            return true;
        }
        var told = head.received("Docker-Content-Digest").findFirst();
        return told.isPresent()
                && get.endpoint() instanceof Endpoint.Manifest
                && Asked.repository(get).equals(Asked.repository(head))
                && Asked.digest(get).equals(told);
    }

    private boolean isUnusedPing(Hop ping) {
        if (!(ping.endpoint() instanceof Endpoint.Ping) || ping.status() == 0) {
            return false;
        }
        var wasAnswered = hops.stream()
                .anyMatch(hop -> hop.id() > ping.id() && (roles.of(hop) == Role.TOKEN || hop.hasCredentials()));
        return (ping.isAnswered() && !ping.hasCredentials()) || (ping.status() == 401 && !wasAnswered);
    }

    private boolean isSecondPing(Hop ping) {
        return ping.endpoint() instanceof Endpoint.Ping
                && !ping.hasCredentials()
                && !isUnusedPing(ping)
                && hops.stream()
                        .anyMatch(hop -> hop.id() < ping.id()
                                && hop.status() != 0
                                && hop.endpoint() instanceof Endpoint.Ping
                                && hop.host().equals(ping.host()));
    }

    private boolean isNeedlessToken(Hop token) {
        return roles.of(token) == Role.TOKEN
                && hops.stream()
                        .anyMatch(hop -> hop.id() < token.id()
                                && hop.isAnswered()
                                && hop.exchange()
                                        .method()
                                        .equals(token.exchange().method())
                                && hop.isGet()
                                && hop.exchange().url().equals(token.exchange().url())
                                && isWithinLifetime(hop, token));
    }

    /** Where nobody measured it, nobody knows. */
    private static boolean isWithinLifetime(Hop earlier, Hop later) {
        var from = earlier.exchange().started();
        var to = later.exchange().started();
        return from.isPresent()
                && to.isPresent()
                && Duration.between(from.get(), to.get()).compareTo(TOKEN_LIFETIME) < 0;
    }

    private boolean isForgetful(Hop bare) {
        return bare.status() == 401
                && !bare.hasCredentials()
                && Asked.repository(bare).isPresent()
                && hops.stream()
                        .anyMatch(hop -> hop.id() < bare.id()
                                && hop.isAnswered()
                                && hop.hasCredentials()
                                && hop.host().equals(bare.host())
                                && hop.exchange()
                                        .method()
                                        .equals(bare.exchange().method())
                                && Asked.repository(hop).equals(Asked.repository(bare)));
    }
}
