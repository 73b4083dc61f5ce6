package dev.plimsoll.peers.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.model.oci.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides who gets which token: {@code GET} as Docker registry token authentication has it, {@code POST} as its OAuth 2.0
 * form.
 */
final class TokenDesk {
    private final TokenServiceOptions options;
    private final TokenIssuer issuer;
    private final RefreshTokens refreshTokens;

    TokenDesk(TokenServiceOptions options, TokenIssuer issuer) {
        this.options = options;
        this.issuer = issuer;
        this.refreshTokens = new RefreshTokens(options.random());
    }

    /** The answer to a {@code GET}. */
    ObjectNode byQuery(TokenParameters query, Optional<String> authorization) throws Refusal {
        requireOwnService(query);
        boolean signedIn = signedIn(authorization);
        if (!signedIn && !options.anonymousPull()) {
            throw new Refusal(Refusal.Reason.CREDENTIALS, "credentials are needed: nobody may pull without them");
        }
        var answer = answer(signedIn, AccessPolicy.grant(signedIn, query.scopes()));
        answer.put("token", answer.get("access_token").textValue());
        if (signedIn && query.first("offline_token").filter("true"::equals).isPresent()) {
            answer.put("refresh_token", refreshTokens.issue().reveal());
        }
        return answer;
    }

    /** The answer to a {@code POST}. */
    ObjectNode byForm(TokenParameters form) throws Refusal {
        var grantType = form.required("grant_type");
        requireOwnService(form);
        form.required("client_id");
        var refresh = switch (grantType) {
            case "refresh_token" -> byRefreshToken(form);
            case "password" -> byPassword(form);
            default -> throw new Refusal(Refusal.Reason.GRANT_TYPE, "grant_type is refresh_token or password here");
        };
        var granted = AccessPolicy.grant(true, form.scopes());
        var answer = answer(true, granted);
        answer.put("scope", granted.stream().map(Scope::toString).collect(Collectors.joining(" ")));
        refresh.ifPresent(token -> answer.put("refresh_token", token.reveal()));
        return answer;
    }

    private Optional<Secret> byRefreshToken(TokenParameters form) throws Refusal {
        var token = new Secret(form.required("refresh_token"));
        if (!refreshTokens.knows(token)) {
            throw new Refusal(Refusal.Reason.BAD_GRANT, "the refresh token is none of this service's");
        }
        return Optional.of(token);
    }

    private Optional<Secret> byPassword(TokenParameters form) throws Refusal {
        if (!options.account().isSignedInBy(form.required("username"), form.required("password"))) {
            throw new Refusal(Refusal.Reason.BAD_GRANT, "unknown user or wrong password");
        }
        boolean offline = form.first("access_type").filter("offline"::equals).isPresent();
        return offline ? Optional.of(refreshTokens.issue()) : Optional.empty();
    }

    private ObjectNode answer(boolean signedIn, List<Scope> granted) {
        var now = options.clock().instant();
        var subject = signedIn ? options.account().name() : "";
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", issuer.issue(subject, granted, now).reveal())
                .put("expires_in", options.lifetime().toSeconds())
                .put("issued_at", now.toString());
    }

    private void requireOwnService(TokenParameters parameters) throws Refusal {
        if (!parameters.required("service").equals(options.service())) {
            throw new Refusal(
                    Refusal.Reason.BAD_REQUEST, "service is unknown; tokens are for " + options.service() + " here");
        }
    }

    private boolean signedIn(Optional<String> authorization) throws Refusal {
        if (authorization.isEmpty()) {
            return false;
        }
        var parts = authorization.get().strip().split(" +", 2);
        if (parts.length < 2 || !parts[0].toLowerCase(Locale.ROOT).equals("basic")) {
            throw new Refusal(Refusal.Reason.CREDENTIALS, "only Basic credentials are taken here");
        }
        var pair = decoded(parts[1]);
        int colon = pair.indexOf(':');
        if (colon < 0 || !options.account().isSignedInBy(pair.substring(0, colon), pair.substring(colon + 1))) {
            throw new Refusal(Refusal.Reason.CREDENTIALS, "unknown user or wrong password");
        }
        return true;
    }

    private static String decoded(String base64) throws Refusal {
        try {
            return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.Reason.CREDENTIALS, "the Basic credentials are not base64");
        }
    }
}
