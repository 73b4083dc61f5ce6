package dev.plimsoll.junit.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.plimsoll.junit.Fault;
import dev.plimsoll.junit.Replay;
import dev.plimsoll.junit.ReplayedRegistry;
import dev.plimsoll.suites.target.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

class ConformingClientTests {
    @Test
    void clientThatKeepsItsTokenAtHomePassesAndOneThatDoesNotFails() {
        var events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Clients.class))
                .execute()
                .testEvents();

        events.assertStatistics(statistics -> statistics.started(3).succeeded(2).failed(1));
        var said = events.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow().getMessage());
        assertThat(said)
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .startsWith("the client breaks ")
                        .contains(
                                "  MUST redirects/client-keeps-authorization-at-home: ",
                                "Authorization: expected ",
                                "\nits traffic was:\n  #",
                                "https://")
                        .doesNotContain("eyJ"));
    }

    @Test
    void unknownCheckIsToldBeforeAnyTest() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Mistaken.class))
                .execute()
                .containerEvents()
                .failed()
                .assertEventsMatchExactly(finishedWithFailure(message(
                        text -> text.startsWith("@ConformingClient: no check matches \"redirects/client-flies\""))));
    }

    @Test
    void checkOfRegistriesIsNone() {
        assertThatThrownBy(() -> Rulebook.ofClients().without(List.of("redirects/status-is-307")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("\"redirects/status-is-307\" is no check of clients, but of registries");
    }

    @Replay("dockerhub")
    @ConformingClient
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Clients {
        @Test
        @Order(1)
        void good(ReplayedRegistry registry) throws Exception {
            new SmallClient(registry, false).pull();
            registry.assertNothingUnmatched();
            assertThat(Rulebook.ofClients().judge(registry)).isEmpty();
        }

        @Test
        @Order(2)
        void bad(ReplayedRegistry registry) throws Exception {
            new SmallClient(registry, true).pull();
        }

        @Test
        @Order(3)
        @ConformingClient(except = "redirects/*")
        void badButKnown(ReplayedRegistry registry) throws Exception {
            new SmallClient(registry, true).pull();
        }
    }

    @Replay("dockerhub")
    @ConformingClient(except = "redirects/client-flies")
    static class Mistaken {
        @Test
        @Fault("cut")
        void test() {}
    }
}
