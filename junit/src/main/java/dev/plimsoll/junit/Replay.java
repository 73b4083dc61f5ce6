package dev.plimsoll.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class, or one test, a recorded registry to ask: a replay server on a free port of 127.0.0.1 that
 * is there for as long as they run. A parameter of type {@link ReplayedRegistry} (of a constructor, a test, or a method
 * that runs before or after) is it.
 *
 * <p>On a method it counts instead of what its class says; a class in another one ({@code @Nested}) without an own has
 * that of the outer one. It can stand on an annotation of your own.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(ReplayExtension.class)
public @interface Replay {
    /** How long a server is there. */
    enum Per {
        /** From the first test of the class that wants it to the last. What is asked, adds up. */
        CLASS,
        /** For one test, or one invocation of a parameterised one: it begins with the first recorded answers. */
        METHOD
    }

    /**
     * Which capture: the name of one that comes with Plimsoll, such as {@code dockerhub}, or a folder, with a slash in
     * it, seen from the folder that the tests run in.
     */
    String value();

    /** How long the server is there. */
    Per per() default Per.CLASS;

    /**
     * Whether bodies that were not recorded, such as those of layers, get made-up content of the same size, with all
     * digests to match, so that a client can pull. Without, they are answered with status 599.
     */
    boolean twin() default true;

    /** How long answers take: {@code none}, {@code recorded}, or so many times as long, such as {@code 0.5}. */
    String pace() default "none";

    /**
     * A file of faults in YAML, seen from the folder that the tests run in. Without one, {@code faults.yaml} in the
     * capture's folder counts if it is there.
     */
    String faultsFile() default "";
}
