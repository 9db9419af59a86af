package kz.sandyq.law;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The clause that this code carries or this test shows. A clause counts as carried when production code and a green
 * test both name its exact id and tests show it refused and accepted.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
@Repeatable(LegalBasis.Several.class)
public @interface LegalBasis {
    /** Exact id of the clause, such as {@code RUL-42.p2}. */
    String value();

    /** On a test: which outcomes of the clause's check it shows. Empty on production code. */
    Shows[] shows() default {};

    /** Outcome that a test shows. */
    enum Shows {
        REFUSED,
        ACCEPTED
    }

    /** Several clauses on one element. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
    @interface Several {
        LegalBasis[] value();
    }
}
