package dev.plimsoll.peers;

import dev.plimsoll.peers.token.Account;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** The file by which Distribution knows users; it takes bcrypt alone. */
final class Htpasswd {
    private static final int SALT_BYTES = 16;

    /** The cost of {@code htpasswd -B}: the registry pays it for every request. */
    private static final int COST = 5;

    private Htpasswd() {}

    static String line(Account account, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var password = account.password().reveal().getBytes(StandardCharsets.UTF_8);
        return account.name() + ":" + OpenBSDBCrypt.generate("2y", password, salt, COST) + "\n";
    }
}
