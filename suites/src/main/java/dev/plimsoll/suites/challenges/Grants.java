package dev.plimsoll.suites.challenges;

import dev.plimsoll.model.http.Challenge;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.model.oci.TokenResponse;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was asked of token services within a transcript, and what they granted. */
final class Grants {
    private Grants() {}

    /** The URL that a realm is, if it is an absolute one. */
    static Optional<HttpUrl> url(String realm) {
        try {
            return Optional.of(HttpUrl.parse(realm));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** Whether {@code asked} is the place that a challenge's realm names, however the two are spelled. */
    static boolean isRealm(HttpUrl asked, Challenge challenge) {
        return challenge
                .parameter("realm")
                .flatMap(Grants::url)
                .filter(realm ->
                        realm.origin().equals(asked.origin()) && realm.path().equals(asked.path()))
                .isPresent();
    }

    /** The scopes for repositories in a space-separated list; what is no scope is passed over. */
    static List<Scope> repositoryScopes(Stream<String> lists) {
        return lists.flatMap(list -> Stream.of(list.split(" ", -1)))
                .flatMap(text -> scope(text).stream())
                .filter(scope ->
                        scope.type().equals("repository") || scope.type().startsWith("repository("))
                .toList();
    }

    /** The scopes for repositories that a token request has in its query. */
    static List<Scope> requested(Exchange tokenRequest) {
        return repositoryScopes(tokenRequest.request().url().parameters().stream()
                .filter(parameter -> parameter.name().equals("scope"))
                .map(HttpUrl.Parameter::value));
    }

    /** Whether a token to read {@code repository} at the origin of {@code request} had been granted when it was sent. */
    static boolean hasTokenFor(Exchange request, String repository, Transcript transcript) {
        var challenges = transcript
                .before(request)
                .filter(earlier -> earlier.request()
                        .url()
                        .origin()
                        .equals(request.request().url().origin()))
                .flatMap(earlier -> earlier.response().stream())
                .map(HttpResponse::challenges)
                .flatMap(List::stream)
                .filter(challenge -> challenge.isScheme("Bearer"))
                .toList();
        return transcript
                .before(request)
                .filter(earlier -> Traffic.isTokenAnswer(earlier, transcript) && endedBefore(earlier, request))
                .filter(answer -> challenges.stream()
                        .anyMatch(c -> isRealm(answer.request().url(), c)))
                .anyMatch(answer -> grants(answer, repository));
    }

    private static boolean grants(Exchange answer, String repository) {
        var token = Traffic.token(answer);
        var scopes = Stream.concat(
                        requested(answer).stream(),
                        repositoryScopes(token.flatMap(TokenResponse::scope).stream()).stream())
                .toList();
        return token.flatMap(TokenResponse::bearer).isPresent()
                && scopes.stream()
                        .anyMatch(scope -> scope.name().equals(repository)
                                && scope.actions().contains("pull"));
    }

    /** Clients send requests side by side: one that was sent before the token came could not carry it. */
    private static boolean endedBefore(Exchange answer, Exchange request) {
        var started = answer.timing().started();
        var lastByte = answer.timing().lastByte();
        var next = request.timing().started();
        return started.isEmpty()
                || lastByte.isEmpty()
                || next.isEmpty()
                || !started.get().plus(lastByte.get()).isAfter(next.get());
    }

    private static Optional<Scope> scope(String text) {
        try {
            return Optional.of(Scope.parse(text));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
