package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.TokenResponse;
import java.util.List;

/** What curl needs to pull, by hand: Basic credentials, or a token that it was given first. */
final class CurlLogin {
    private CurlLogin() {}

    static List<String> arguments(RunningRegistry registry) throws Exception {
        if (registry.realm().isPresent()) {
            return List.of("-H", "Authorization: Bearer " + token(registry, "repository:plimsoll/seed:pull"));
        }
        return registry.credentials()
                .map(account ->
                        List.of("-u", account.name() + ":" + account.password().reveal()))
                .orElse(List.of());
    }

    /** An anonymous token. */
    static String token(RunningRegistry registry, String scope) throws Exception {
        var answer = Ran.curl(registry, registry.realm().orElseThrow() + "?service=plimsoll-registry&scope=" + scope)
                .succeeded()
                .out();
        var token = TokenResponse.parse(Bytes.utf8(answer)).bearer();
        assertThat(token).as(answer).isPresent();
        return token.orElseThrow().reveal();
    }
}
