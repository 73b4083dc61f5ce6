package dev.plimsoll.junit.rulebook;

import dev.plimsoll.junit.ReplayedRegistry;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.target.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Judges after each test what was asked since the test before. */
final class ConformingClientExtension implements BeforeAllCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(ConformingClientExtension.class);

    /** How much of each registry's traffic was judged: tests of a class may share one. */
    private static final class Judged {
        private final Map<ReplayedRegistry, Integer> exchanges = new WeakHashMap<>();

        synchronized Transcript next(ReplayedRegistry registry) {
            var all = registry.exchanges();
            int from = Objects.requireNonNullElse(exchanges.put(registry, all.size()), 0);
            return new Transcript(all.subList(from, all.size()));
        }
    }

    /** A mistake in the annotation is told before any test has run. */
    @Override
    public void beforeAll(ExtensionContext context) {
        wanted(context).ifPresent(ConformingClientExtension::rulebook);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var rulebook = rulebook(wanted(context).orElseThrow());
        ReplayedRegistry.in(context)
                .ifPresent(
                        registry -> rulebook.requireConforming(judged(context).next(registry)));
    }

    private static Rulebook rulebook(ConformingClient wanted) {
        var rulebook = wanted.strict() ? Rulebook.ofClients().strict() : Rulebook.ofClients();
        try {
            return rulebook.without(List.of(wanted.except()));
        } catch (ConfigurationException e) {
            throw new ExtensionConfigurationException("@ConformingClient: " + e.getMessage(), e);
        }
    }

    private static Optional<ConformingClient> wanted(ExtensionContext context) {
        for (var at = Optional.of(context); at.isPresent(); at = at.get().getParent()) {
            var found = AnnotationSupport.findAnnotation(at.get().getElement(), ConformingClient.class);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What replaces this method in JUnit 6 is not there in JUnit 5, and this one works with both. */
    @SuppressWarnings("deprecation")
    private static Judged judged(ExtensionContext context) {
        var store = context.getRoot().getStore(OURS);
        return Objects.requireNonNull(store.getOrComputeIfAbsent("judged", key -> new Judged(), Judged.class));
    }
}
