package dev.plimsoll.peers;

import dev.plimsoll.peers.token.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Credentials as Docker keeps them, which crane reads too. */
final class CraneLogin {
    private CraneLogin() {}

    static void write(Path folder, RunningRegistry registry, Account account) {
        var basic = account.basic().reveal();
        try {
            Files.writeString(folder.resolve("config.json"), """
                    {"auths": {"%s": {"auth": "%s"}}}
                    """.formatted(
                            registry.origin().authority(), basic.substring("Basic ".length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
