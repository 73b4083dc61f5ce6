package dev.plimsoll.model.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTests {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    /v2/                                 | Ping[]
                    /v2                                  | Ping[]
                    /v2/alpine/manifests/latest          | Manifest[name=alpine, reference=latest]
                    /v2/a/b/c/manifests/sha256:ab        | Manifest[name=a/b/c, reference=sha256:ab]
                    /v2/a/manifests/sha256%3Aab          | Manifest[name=a, reference=sha256:ab]
                    /v2/a/manifests/b/manifests/c        | Manifest[name=a/manifests/b, reference=c]
                    /v2/a/blobs/sha256:ab                | Blob[name=a, digest=sha256:ab]
                    /v2/a/blobs/uploads/                 | Upload[name=a]
                    /v2/a/blobs/uploads/1-2?_state=x     | Upload[name=a]
                    /v2/a/tags/list?n=2                  | Tags[name=a]
                    /v2/a/referrers/sha256:ab            | Referrers[name=a, digest=sha256:ab]
                    /v2/_catalog                         | Other[]
                    /v2/auth?service=x                   | Other[]
                    /token                               | Other[]
                    /v1/_ping                            | Other[]
                    """)
    void pathTellsWhatIsAskedFor(String target, String expected) {
        assertThat(Endpoint.of(HttpUrl.parse("https://r.example" + target))).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"latest, false", "sha256:ab, true"})
    void referenceWithAColonIsADigest(String reference, boolean byDigest) {
        assertThat(new Endpoint.Manifest("a", reference).byDigest()).isEqualTo(byDigest);
    }
}
