package dev.plimsoll.junit;

import dev.plimsoll.junit.Replay.Per;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts replay servers when a test wants one, and leaves it to JUnit's stores to close them: each lives in the store of
 * the class or the invocation that it is for, so that tests which run at once do not meet.
 */
final class ReplayExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(ReplayExtension.class);

    /** A mistake in the annotations is told before any test has run, and where no test takes the registry. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Wanted.at(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Wanted.at(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ReplayedRegistry.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return registry(context);
    }

    /** A constructor is called for one test, and gets that test's registry. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** The registry of the test, or of the class, that a context is for; it is started if nobody wanted it before. */
    static ReplayedRegistry registry(ExtensionContext context) {
        var wanted = Wanted.at(context);
        if (wanted.per() == Per.METHOD && context.getTestMethod().isEmpty()) {
            throw new ExtensionConfigurationException(wanted.place()
                    + " is for each test anew, and there is none yet: take the ReplayedRegistry where a test is about to"
                    + " run (a method, @BeforeEach, a constructor of a class with the lifecycle PER_METHOD)");
        }
        return kept(wanted.owner(), key(wanted), key -> start(context, wanted), ReplayedRegistry.class);
    }

    /** The same if it was started. */
    static Optional<ReplayedRegistry> started(ExtensionContext context) {
        var wanted = Wanted.at(context);
        return Optional.ofNullable(wanted.owner().getStore(OURS).get(key(wanted), ReplayedRegistry.class));
    }

    private static String key(Wanted wanted) {
        return "registry of " + wanted.owner().getUniqueId();
    }

    private static ReplayedRegistry start(ExtensionContext context, Wanted wanted) {
        // Twins are the same to the byte, so one does for all tests of the run.
        var captures = kept(context.getRoot(), "captures", key -> new Captures(), Captures.class);
        return ReplayedRegistry.start(captures.get(wanted), wanted);
    }

    /** What replaces this method in JUnit 6 is not there in JUnit 5, and this one works with both. */
    @SuppressWarnings("deprecation")
    private static <T> T kept(ExtensionContext context, String name, Function<String, T> made, Class<T> type) {
        Store store = context.getStore(OURS);
        return Objects.requireNonNull(store.getOrComputeIfAbsent(name, made, type));
    }
}
