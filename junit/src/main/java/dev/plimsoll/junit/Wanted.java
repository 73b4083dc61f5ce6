package dev.plimsoll.junit;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.faults.FaultPlan;
import dev.plimsoll.fixtures.faults.FaultRule;
import dev.plimsoll.fixtures.replay.Pace;
import dev.plimsoll.junit.Replay.Per;
import dev.plimsoll.model.oci.MalformedException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What the annotations around a test ask for, checked.
 *
 * @param capture a name, or a folder with a slash
 * @param owner whose server it is: the context of a class, or of one test
 * @param place where it stands, for messages: {@code @Replay("dockerhub") on PullTests}
 */
record Wanted(
        String capture, boolean twin, Pace pace, FaultPlan faults, Per per, ExtensionContext owner, String place) {
    /** A class or a method, and the innermost context that is about it. */
    private record Level(AnnotatedElement element, ExtensionContext context) {}

    /** @throws ExtensionConfigurationException if something about it is wrong; the message tells where, and what is right */
    static Wanted at(ExtensionContext context) {
        var levels = levels(context);
        var inner = new ArrayList<Level>();
        for (var level : levels) {
            inner.add(0, level);
            var replay = replayOf(level.element());
            if (replay.isPresent()) {
                return of(replay.get(), inner);
            }
        }
        var first = inner.get(inner.size() - 1).element();
        throw new ExtensionConfigurationException(
                "@Fault on " + name(first) + " has no @Replay to strike: put @Replay(\"…\") there or on its class");
    }

    /** From the inside out. */
    private static List<Level> levels(ExtensionContext context) {
        var levels = new ArrayList<Level>();
        for (var at = Optional.of(context); at.isPresent(); at = at.get().getParent()) {
            var element = at.get().getElement();
            boolean known = levels.stream()
                    .anyMatch(level -> Optional.of(level.element()).equals(element));
            if (element.isPresent() && !known) {
                levels.add(new Level(element.get(), at.get()));
            }
        }
        return levels;
    }

    /**
     * Of one annotation.
     *
     * @param levels from the one where it stands to the innermost
     */
    private static Wanted of(Replay replay, List<Level> levels) {
        var outermost = levels.get(0);
        var innermost = levels.get(levels.size() - 1);
        var place = "@Replay(\"" + replay.value() + "\") on " + name(outermost.element());
        var rules = new ArrayList<FaultRule>();
        var owner = outermost;
        for (var level : levels) {
            var faults = AnnotationSupport.findRepeatableAnnotations(level.element(), Fault.class);
            faults.forEach(fault -> rules.add(rule(fault, level.element())));
            owner = faults.isEmpty() ? owner : level;
        }
        boolean ofOneTest = replay.per() == Per.METHOD || owner.element() instanceof Method;
        return new Wanted(
                known(replay, place),
                replay.twin(),
                pace(replay, place),
                overlay(replay, place).and(rules),
                ofOneTest ? Per.METHOD : Per.CLASS,
                ofOneTest ? innermost.context() : owner.context(),
                place);
    }

    /** The one that stands there, directly or on an annotation that stands there. */
    private static Optional<Replay> replayOf(AnnotatedElement element) {
        var sources = Stream.of(element.getDeclaredAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type == Replay.class || AnnotationSupport.isAnnotated(type, Replay.class))
                .map(type -> "@" + type.getSimpleName())
                .toList();
        if (sources.size() > 1) {
            throw new ExtensionConfigurationException(
                    name(element) + " has " + sources.size() + " registries, " + String.join(" and ", sources)
                            + ": leave one of them, and put the other on a method or on a @Nested class");
        }
        return AnnotationSupport.findAnnotation(element, Replay.class);
    }

    private static String known(Replay replay, String place) {
        var capture = replay.value();
        try {
            if (capture.contains("/")) {
                if (!Files.isDirectory(Path.of(capture))) {
                    throw new ExtensionConfigurationException(
                            place + ": there is no folder " + Path.of(capture).toAbsolutePath());
                }
            } else if (!Capture.bundledNames().contains(capture)) {
                throw new ExtensionConfigurationException(place + ": no such capture comes with Plimsoll; there are "
                        + String.join(", ", Capture.bundledNames()) + ". A folder has a slash in it: \"./"
                        + capture + "\"");
            }
        } catch (CaptureException e) {
            throw new ExtensionConfigurationException(place + ": " + e.getMessage(), e);
        }
        return capture;
    }

    private static Pace pace(Replay replay, String place) {
        try {
            return Pace.parse(replay.pace());
        } catch (MalformedException e) {
            throw new ExtensionConfigurationException(place + ": " + e.getMessage(), e);
        }
    }

    private static FaultPlan overlay(Replay replay, String place) {
        try {
            if (!replay.faultsFile().isEmpty()) {
                return FaultPlan.read(Path.of(replay.faultsFile()));
            }
            return replay.value().contains("/") ? FaultPlan.beside(Path.of(replay.value())) : FaultPlan.NONE;
        } catch (CaptureException e) {
            throw new ExtensionConfigurationException(place + ": " + e.getMessage(), e);
        }
    }

    private static FaultRule rule(Fault fault, AnnotatedElement element) {
        try {
            return FaultRule.parse(fault.value(), Path.of(""));
        } catch (MalformedException e) {
            throw new ExtensionConfigurationException(
                    "@Fault(\"" + fault.value() + "\") on " + name(element) + ": " + e.getMessage(), e);
        }
    }

    private static String name(AnnotatedElement element) {
        if (element instanceof Method method) {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
        return element instanceof Class<?> type ? type.getSimpleName() : element.toString();
    }
}
