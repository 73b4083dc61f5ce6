package dev.plimsoll.junit.rulebook;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * After each test, what the client sent to the {@link dev.plimsoll.junit.Replay} registry in it is judged by the rulebook's
 * checks of clients; the test fails if it breaks one. A rule that the traffic shows nothing of does not count. On a
 * method it counts instead of what its class says.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(ConformingClientExtension.class)
public @interface ConformingClient {
    /** Whether a SHOULD counts as a MUST does. */
    boolean strict() default false;

    /** The ids of checks that do not count, such as {@code redirects/client-follows}. */
    String[] except() default {};
}
