package dev.plimsoll.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.plimsoll.junit.Replay.Per;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;

/** When servers come and go, seen from outside of the tests that have them. */
class LifetimeTests {
    private static final Map<String, Path> AUTHORITIES = new ConcurrentHashMap<>();
    private static final Set<URI> PLACES = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void forget() {
        AUTHORITIES.clear();
        PLACES.clear();
    }

    @Test
    void allTestsOfAClassShareOneThatIsGoneAfterIt() {
        run(Shared.class, 2);

        assertThat(PLACES).hasSize(1);
        assertThat(AUTHORITIES.values()).hasSize(1).noneMatch(Files::exists);
        assertThat(PLACES).allSatisfy(place -> assertThat(answers(place)).isFalse());
    }

    @Test
    void eachTestHasItsOwn() {
        run(OfItsOwn.class, 3);

        assertThat(PLACES).hasSize(3);
        assertThat(AUTHORITIES.values()).hasSize(3).noneMatch(Files::exists);
    }

    @Test
    void testWithAFaultHasItsOwnAndTheOthersDoNot() {
        run(OneFault.class, 3);

        assertThat(PLACES).hasSize(2);
    }

    @Test
    void oneInstanceForAllTestsCanKeepIt() {
        run(OneInstance.class, 2);

        assertThat(PLACES).hasSize(1);
    }

    @Test
    void testsThatRunAtOnceDoNotMeet() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(AtOnce.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(8).succeeded(8));

        assertThat(PLACES).hasSize(8);
    }

    private static void run(Class<?> type, int tests) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(tests).succeeded(tests));
    }

    private static boolean answers(URI place) throws IOException {
        try (var socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), place.getPort())) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    private static void note(ReplayedRegistry registry) {
        AUTHORITIES.put(registry.uri().toString(), registry.caCertificate());
        PLACES.add(registry.uri());
    }

    @Replay("dockerhub")
    static class Shared {
        @BeforeAll
        static void before(ReplayedRegistry registry) {
            note(registry);
        }

        @Test
        void one(ReplayedRegistry registry) throws Exception {
            note(registry);
            assertThat(Pulls.status(registry, "/v2/")).isEqualTo(401);
        }

        @Test
        void two(ReplayedRegistry registry) throws Exception {
            note(registry);
            assertThat(Pulls.status(registry, "/v2/")).isEqualTo(401);
        }

        @AfterAll
        static void after(ReplayedRegistry registry) {
            assertThat(registry.requests()).hasSize(2);
        }
    }

    @Replay(value = "dockerhub", per = Per.METHOD)
    static class OfItsOwn {
        @BeforeEach
        void before(ReplayedRegistry registry) {
            note(registry);
        }

        @RepeatedTest(3)
        void one(ReplayedRegistry registry) throws Exception {
            assertThat(Pulls.status(registry, "/v2/")).isEqualTo(401);
        }

        @AfterEach
        void after(ReplayedRegistry registry) {
            assertThat(registry.requests()).hasSize(1);
        }
    }

    @Replay("dockerhub")
    @Fault("status=500@ping")
    static class OneFault {
        @Test
        void one(ReplayedRegistry registry) throws Exception {
            note(registry);
            assertThat(Pulls.status(registry, "/v2/")).isEqualTo(500);
        }

        @Test
        void two(ReplayedRegistry registry) throws Exception {
            note(registry);
            assertThat(Pulls.status(registry, "/v2/")).isEqualTo(500);
        }

        @Test
        @Fault("status=404@manifest")
        void three(ReplayedRegistry registry) throws Exception {
            note(registry);
            assertThat(Pulls.status(registry, "/v2/")).isEqualTo(500);
            assertThat(Pulls.status(registry, "/v2/library/alpine/manifests/latest"))
                    .isEqualTo(404);
        }
    }

    @Replay("dockerhub")
    @TestInstance(Lifecycle.PER_CLASS)
    static class OneInstance {
        private final ReplayedRegistry registry;

        OneInstance(ReplayedRegistry registry) {
            this.registry = registry;
        }

        @Test
        void one() {
            note(registry);
        }

        @Test
        void two() {
            note(registry);
        }
    }

    @Replay(value = "dockerhub", per = Per.METHOD)
    @Execution(ExecutionMode.CONCURRENT)
    static class AtOnce {
        @RepeatedTest(8)
        void each(ReplayedRegistry registry) throws Exception {
            note(registry);
            assertThat(Pulls.status(registry, "/v2/")).isEqualTo(401);
            assertThat(registry.requests()).hasSize(1);
        }
    }
}
