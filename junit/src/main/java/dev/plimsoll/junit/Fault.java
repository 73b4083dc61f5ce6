package dev.plimsoll.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Something that the replayed registry does wrong. On a class for all of its tests; on a method besides those of its
 * class, and for this test alone: it gets a server of its own. Stands with {@link Replay}, or below one.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Repeatable(Fault.All.class)
@ExtendWith(ReplayExtension.class)
public @interface Fault {
    /**
     * {@code NAME[=VALUE][@MATCH]}, such as {@code cut=50%@blob,times:1}: what {@code plimsoll replay --fault} takes, and
     * {@code plimsoll replay --list-faults} tells.
     */
    String value();

    /** Several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @ExtendWith(ReplayExtension.class)
    @interface All {
        /** In the order in which they strike. */
        Fault[] value();
    }
}
