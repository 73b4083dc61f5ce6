package dev.plimsoll.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.junit.Replay.Per;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Credentials;
import dev.plimsoll.model.http.HttpResponse;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.http.HttpClient;
import java.nio.file.Files;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test gets, used as a test uses it. */
@Replay(value = "dockerhub", per = Per.METHOD)
class ReplayTests {
    private final ReplayedRegistry registry;

    ReplayTests(ReplayedRegistry registry) {
        this.registry = registry;
    }

    @Test
    void constructorAndMethodGetTheSameRegistry(ReplayedRegistry other) {
        assertThat(other).isSameAs(registry);
        assertThat(registry).hasToString("dockerhub at " + registry.uri());
    }

    @Test
    void tellsWhatThereIsToPull() {
        assertThat(registry.origin()).hasToString("https://registry-1.docker.io");
        assertThat(registry.repository()).isEqualTo("library/alpine");
        assertThat(registry.tag()).isEqualTo("latest");
        assertThat(registry.reference()).isEqualTo("registry-1.docker.io/library/alpine:latest");
        assertThat(registry.recorded().exchanges()).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void authorityIsAFile() throws IOException {
        assertThat(registry.caCertificate()).hasContent(registry.caPem());
        assertThat(Files.readString(registry.caCertificate())).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void hostsHaveTheirNamesThroughTheProxy() throws Exception {
        var client = registry.httpClient();
        var manifest = registry.origin().resolve("/v2/library/alpine/manifests/latest");

        var token = Pulls.token(client, Pulls.get(client, manifest, ""));

        assertThat(Pulls.get(client, manifest, token).statusCode()).isEqualTo(200);
        assertThat(registry.requestsTo("auth.docker.io")).hasSize(1);
        assertThat(registry.requestsTo("registry-1.docker.io"))
                .extracting(request -> request.credentials())
                .containsExactly(Credentials.NONE, Credentials.BEARER);
        registry.assertNothingUnmatched();
    }

    @Test
    void everythingIsOneHostThroughTheMirror() throws Exception {
        var client = HttpClient.newHttpClient();
        var manifest = registry.uri().resolve("/v2/library/alpine/manifests/latest");

        var token = Pulls.token(client, Pulls.get(client, manifest, ""));

        assertThat(Pulls.get(client, manifest, token).statusCode()).isEqualTo(200);
        assertThat(registry.requestsTo("127.0.0.1")).hasSize(3).isEqualTo(registry.requests());
    }

    @Test
    void whatWasNotAskedIsListed() throws Exception {
        assertThat(Pulls.status(registry, "/v2/")).isEqualTo(401);

        assertThatThrownBy(registry::assertAllAsked)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "this was recorded and not asked for:\n  #2 GET https://auth.docker.io/token → 200\n")
                .hasMessageEndingWith("asked were:\n  GET https://registry-1.docker.io/v2/");
        registry.assertNothingUnmatched();
    }

    @Test
    void whatNothingAnswersIsListed() throws Exception {
        assertThat(Pulls.status(registry, "/v2/library/alpine/manifests/edge")).isEqualTo(599);

        assertThatThrownBy(registry::assertNothingUnmatched)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "this was asked for and not recorded:\n  GET https://registry-1.docker.io/v2/library"
                                + "/alpine/manifests/edge: no request for this URL was recorded; nearest is");
        assertThat(registry.unmatched()).hasSize(1);
        assertThat(registry.exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.status()).isEqualTo(599);
            assertThat(exchange.id()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/", "/v2/library/alpine/manifests/latest"})
    void eachInvocationHasARegistryOfItsOwn(String path, ReplayedRegistry own) throws Exception {
        assertThat(Pulls.status(own, path)).isEqualTo(401);
        assertThat(own.requests()).hasSize(1);
    }

    @Test
    @Fault("status=503@ping,times:1")
    @Fault("cut=10@manifest,credentials:false")
    void faultsAreOfThisTestAlone(TestInfo info) throws Exception {
        assertThat(info.getTags()).isEmpty();
        assertThat(Pulls.status(registry, "/v2/")).isEqualTo(503);
        assertThat(Pulls.status(registry, "/v2/")).isEqualTo(401);
    }

    @Test
    @Fault("cut=10@ping")
    void exchangesAreAsTheClientGotThem() {
        assertThatThrownBy(() -> Pulls.status(registry, "/v2/")).isInstanceOf(IOException.class);

        var exchange = registry.exchanges().get(0);
        var response = exchange.response().orElseThrow();
        assertThat(exchange.failure()).contains("the body ended early: cut=10");
        assertThat(response.end()).isEqualTo(BodyEnd.SHORT);
        assertThat(response.body().size()).hasValue(10);
    }

    @Test
    @Fault("empty@ping")
    void anAnswerThatNeverCameIsNone() {
        assertThatThrownBy(() -> Pulls.status(registry, "/v2/")).isInstanceOf(IOException.class);

        assertThat(registry.exchanges().get(0).response()).isEmpty();
    }

    @Test
    @Replay("quay")
    void methodSaysOtherwise(ReplayedRegistry own) {
        assertThat(own.origin()).hasToString("https://quay.io");
    }

    @Test
    @Replay(value = "dockerhub", twin = false)
    void withoutATwinBodiesThatWereNotCapturedAreGaps(ReplayedRegistry own) throws Exception {
        var client = own.httpClient();
        var cdn = own.recorded().exchanges().get(5).request().url();

        assertThat(Pulls.get(client, java.net.URI.create(cdn.raw()), "").statusCode())
                .isEqualTo(599);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Replay("gcr")
    @Fault("status=500@ping")
    @interface OnABrokenGcr {}

    @Test
    @OnABrokenGcr
    void annotationOfOnesOwnCarriesBoth(ReplayedRegistry own) throws Exception {
        assertThat(own.origin()).hasToString("https://gcr.io");
        assertThat(Pulls.status(own, "/v2/")).isEqualTo(500);
    }

    @Nested
    class Inside {
        @Test
        void classInsideHasTheOuterOnes(ReplayedRegistry own) {
            assertThat(own).isSameAs(registry);
        }

        @Nested
        @Replay("aliyun-mirror")
        class WithOneOfItsOwn {
            @Test
            void hasItsOwn(ReplayedRegistry own) throws Exception {
                assertThat(own.origin().getHost()).endsWith("aliyuncs.com");
                assertThat(Pulls.status(own, "/v2/")).isEqualTo(200);
                assertThat(own.exchanges().get(0).response().map(HttpResponse::status))
                        .contains(200);
            }
        }
    }
}
