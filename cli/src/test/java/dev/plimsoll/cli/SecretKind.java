package dev.plimsoll.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;

/** Kinds of secrets; each makes one from a source of chance. None was ever valid anywhere. */
enum SecretKind {
    JWT("token") {
        @Override
        String make(Random random) {
            return url64("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + alphanumeric(random, 12) + "\"}") + "."
                    + url64("{\"sub\":\"" + alphanumeric(random, 14) + "\",\"jti\":\"" + alphanumeric(random, 22)
                            + "\",\"exp\":1700000300}")
                    + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, 64));
        }
    },
    OPAQUE_TOKEN("access_token") {
        @Override
        String make(Random random) {
            return Base64.getEncoder().encodeToString(bytes(random, 32));
        }
    },
    REFRESH_TOKEN("refresh_token") {
        @Override
        String make(Random random) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, 40));
        }
    },
    PASSWORD("password") {
        @Override
        String make(Random random) {
            return "p&ss/" + alphanumeric(random, 9) + "+=~" + alphanumeric(random, 4);
        }
    },
    CLIENT_SECRET("client_secret") {
        @Override
        String make(Random random) {
            return alphanumeric(random, 36);
        }
    },
    AWS_KEY("X-Amz-Credential") {
        @Override
        String make(Random random) {
            return "AKIA" + alphanumeric(random, 16).toUpperCase(Locale.ROOT);
        }
    },
    S3_V4_SIGNATURE("X-Amz-Signature") {
        @Override
        String make(Random random) {
            return HexFormat.of().formatHex(bytes(random, 32));
        }
    },
    S3_V2_SIGNATURE("Signature") {
        @Override
        String make(Random random) {
            return Base64.getEncoder().encodeToString(bytes(random, 20));
        }
    },
    S3_SESSION("X-Amz-Security-Token") {
        @Override
        String make(Random random) {
            return "IQoJb3JpZ2luX2VjE" + Base64.getEncoder().encodeToString(bytes(random, 120));
        }
    },
    CLOUDFRONT_POLICY("Policy") {
        @Override
        String make(Random random) {
            return Base64.getEncoder()
                    .encodeToString(("{\"Statement\":[{\"Resource\":\"https://" + alphanumeric(random, 20) + "\"}]}")
                            .getBytes(StandardCharsets.UTF_8))
                    .replace('+', '-')
                    .replace('=', '_')
                    .replace('/', '~');
        }
    },
    GCS_SIGNATURE("X-Goog-Signature") {
        @Override
        String make(Random random) {
            return HexFormat.of().formatHex(bytes(random, 256));
        }
    },
    AZURE_SAS("sig") {
        @Override
        String make(Random random) {
            return Base64.getEncoder().encodeToString(bytes(random, 32));
        }
    },
    OSS_SIGNATURE("x-oss-signature") {
        @Override
        String make(Random random) {
            return HexFormat.of().formatHex(bytes(random, 32));
        }
    },
    CLOUDFLARE_VERIFY("verify") {
        @Override
        String make(Random random) {
            return "1700000000-" + Base64.getEncoder().encodeToString(bytes(random, 32));
        }
    },
    AKAMAI("hdnts") {
        @Override
        String make(Random random) {
            return "exp=1700000000~acl=/*~hmac=" + HexFormat.of().formatHex(bytes(random, 32));
        }
    },
    UPLOAD_STATE("_state") {
        @Override
        String make(Random random) {
            return Base64.getUrlEncoder()
                    .encodeToString((new String(bytes(random, 32), StandardCharsets.ISO_8859_1)
                                    + "{\"Name\":\"team/tool\",\"UUID\":\"" + alphanumeric(random, 30) + "\"}")
                            .getBytes(StandardCharsets.ISO_8859_1));
        }
    },
    GITHUB("token") {
        @Override
        String make(Random random) {
            return "ghp_" + alphanumeric(random, 36);
        }
    },
    GITLAB("private_token") {
        @Override
        String make(Random random) {
            return "glpat-" + alphanumeric(random, 20);
        }
    },
    DOCKER_PAT("password") {
        @Override
        String make(Random random) {
            return "dckr_pat_" + alphanumeric(random, 27);
        }
    },
    GOOGLE_OAUTH("access_token") {
        @Override
        String make(Random random) {
            return "ya29." + alphanumeric(random, 60);
        }
    },
    NPM("token") {
        @Override
        String make(Random random) {
            return "npm_" + alphanumeric(random, 36);
        }
    };

    private final String parameter;

    SecretKind(String parameter) {
        this.parameter = parameter;
    }

    /** A name under which such a secret is given in queries, forms and JSON. */
    String parameter() {
        return parameter;
    }

    abstract String make(Random random);

    private static byte[] bytes(Random random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String url64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String alphanumeric(Random random, int count) {
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var text = new StringBuilder();
        while (text.length() < count) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        // As every issuer's are, and no word of a dictionary.
        return text.replace(1, 4, "a7Q").toString();
    }
}
