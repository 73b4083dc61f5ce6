package dev.plimsoll.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.plimsoll.junit.Replay.Per;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Annotations that cannot be meant: what the one who wrote them reads. */
class MistakesTests {
    @Test
    void captureThatIsNotThere() {
        assertSays(
                Unknown.class,
                text -> text.equals(
                        "@Replay(\"dockerhup\") on Unknown: no such capture comes with Plimsoll; there are aliyun-mirror, dockerhub,"
                                + " gcr, quay, registry2. A folder has a slash in it: \"./dockerhup\""));
    }

    @Test
    void folderThatIsNotThere() {
        assertSays(
                NoFolder.class,
                text -> text.startsWith("@Replay(\"captures/none\") on NoFolder: there is no folder /")
                        && text.endsWith("/captures/none"));
    }

    @Test
    void faultThatIsNone() {
        assertSays(
                NoFault.class,
                text -> text.startsWith(
                        "@Fault(\"cutt=50%@blob\") on NoFault.test: unknown fault \"cutt\"; known are "));
    }

    @Test
    void faultWithAMatchThatIsNone() {
        assertSays(
                NoMatch.class,
                text -> text.startsWith(
                        "@Fault(\"cut=50%@role=blob\") on NoMatch: unknown role \"role=blob\"; known are "));
    }

    @Test
    void paceThatIsNone() {
        assertSays(NoPace.class, text -> text.startsWith("@Replay(\"quay\") on NoPace: a pace is none, recorded or"));
    }

    @Test
    void fileOfFaultsThatIsNotThere() {
        assertSays(NoFile.class, text -> text.startsWith("@Replay(\"quay\") on NoFile: none.yaml: cannot be read"));
    }

    @Test
    void twoRegistries() {
        assertSays(
                Two.class,
                text -> text.equals(
                        "Two has 2 registries, @Replay and @OnGcr: leave one of them, and put the other on a"
                                + " method or on a @Nested class"));
    }

    @Test
    void faultWithoutARegistry() {
        assertSays(
                Alone.class,
                text -> text.equals(
                        "@Fault on Alone has no @Replay to strike: put @Replay(\"…\") there or on its class"));
    }

    @Test
    void registryOfATestBeforeThereIsOne() {
        assertSays(
                TooEarly.class,
                text -> text.contains("@Replay(\"quay\") on TooEarly is for each test anew, and there is none yet"));
    }

    private static void assertSays(Class<?> type, Predicate<String> text) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .execute()
                .allEvents()
                .failed()
                .assertEventsMatchExactly(finishedWithFailure(
                        type == TooEarly.class ? message(text) : instanceOf(ExtensionConfigurationException.class),
                        message(text)));
    }

    @Replay("dockerhup")
    static class Unknown {
        @Test
        void test() {}
    }

    @Replay("captures/none")
    static class NoFolder {
        @Test
        void test() {}
    }

    @Replay("quay")
    static class NoFault {
        @Test
        @Fault("cutt=50%@blob")
        void test() {}
    }

    @Replay("quay")
    @Fault("cut=50%@role=blob")
    static class NoMatch {
        @Test
        void test() {}
    }

    @Replay(value = "quay", pace = "slow")
    static class NoPace {
        @Test
        void test() {}
    }

    @Replay(value = "quay", faultsFile = "none.yaml")
    static class NoFile {
        @Test
        void test() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Replay("gcr")
    @interface OnGcr {}

    @Replay("quay")
    @OnGcr
    static class Two {
        @Test
        void test() {}
    }

    @Fault("cut")
    static class Alone {
        @Test
        void test() {}
    }

    @Replay(value = "quay", per = Per.METHOD)
    static class TooEarly {
        @BeforeAll
        static void before(ReplayedRegistry registry) {}

        @Test
        void test() {}
    }
}
