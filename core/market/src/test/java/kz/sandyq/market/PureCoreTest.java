package kz.sandyq.market;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PureCoreTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("kz.sandyq.market");

    @Test
    void coreKnowsNoThreadClockChanceOrOutsideWorld() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.time..",
                        "java.util.concurrent..",
                        "java.util.logging..",
                        "java.util.random..",
                        "java.sql..",
                        "java.math..",
                        "org.slf4j..",
                        "org.springframework..",
                        "io.aeron..")
                .check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Thread.class,
                        ThreadLocal.class,
                        java.util.Random.class,
                        java.util.UUID.class,
                        java.util.HashMap.class,
                        java.util.HashSet.class,
                        System.class,
                        Runtime.class)
                .check(CORE);
    }

    @Test
    void coreHasNoFloatingPoint() {
        fields().should().notHaveRawType(double.class).check(CORE);
        fields().should().notHaveRawType(float.class).check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Double.class, Float.class)
                .check(CORE);
    }
}
