package kz.sandyq.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom: the table of ARCHITECTURE.md, a pure core, one clock, and no more public than others need. */
class DirectionTest {
    /** Module and those whose classes its own may use; whatever is not named is forbidden. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("law", Set.of()),
            Map.entry("protocol", Set.of("law")),
            Map.entry("market", Set.of("law", "protocol")),
            Map.entry("transparency", Set.of()),
            Map.entry("cluster", Set.of("protocol", "market")),
            Map.entry("platform", Set.of("law", "protocol")),
            Map.entry("readmodel", Set.of("law", "protocol", "market", "cluster")),
            Map.entry("translog", Set.of("protocol", "market", "transparency", "cluster")),
            Map.entry("node", Set.of("protocol", "market", "cluster", "transparency", "translog")),
            Map.entry("verifier", Set.of("market", "cluster", "transparency", "translog", "page")),
            Map.entry("witness", Set.of("transparency")),
            Map.entry(
                    "operator",
                    Set.of("law", "protocol", "cluster", "platform", "readmodel", "transparency", "translog", "page")),
            Map.entry("demo", Set.of("law", "protocol", "cluster", "platform", "readmodel", "operator", "node")));

    private static final Pattern DEPENDENCY =
            Pattern.compile("<groupId>kz\\.sandyq</groupId><artifactId>(\\w+)</artifactId>(?!.*(?:test|pom)<)");
    /** Templates call its methods, which they can do on a public type only. */
    private static final Set<String> CALLED_BY_TEMPLATES = Set.of("kz.sandyq.operator.register.Shown");

    /** Its tests see the node from within, and stand apart only so that those of others need not wait for them. */
    private static final Map<String, String> STANDS_IN_THE_PACKAGE_OF = Map.of("fire", "node");

    private static final String OUR_OWN = "kz.sandyq";
    private static final JavaClasses PRODUCT = Repository.classes(
            Repository.modules().stream()
                    .filter(module -> !Repository.name(module).startsWith("assurance"))
                    .toList(),
            "classes");

    @TestFactory
    Stream<DynamicTest> aModuleKnowsOnlyThoseThatItMay() {
        return MAY_USE.keySet().stream()
                .sorted()
                .map(module -> DynamicTest.dynamicTest(module, () -> {
                    List<String> forbidden = new ArrayList<>(MAY_USE.keySet());
                    forbidden.removeAll(MAY_USE.get(module));
                    forbidden.remove(module);
                    noClasses()
                            .that()
                            .resideInAPackage(packages(module))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden.stream()
                                    .map(DirectionTest::packages)
                                    .toArray(String[]::new))
                            .allowEmptyShould(forbidden.isEmpty())
                            .check(PRODUCT);
                }));
    }

    @Test
    void aPomNamesOnlyTheModulesThatItMay() {
        Map<String, Set<String>> tooMany = new TreeMap<>();
        for (Path module : Repository.modules()) {
            Set<String> allowed = MAY_USE.get(String.valueOf(module.getFileName()));
            if (allowed != null) {
                Matcher dependency = DEPENDENCY.matcher(String.join("\n", Repository.lines(module.resolve("pom.xml"))));
                Set<String> named = new TreeSet<>();
                while (dependency.find()) {
                    named.add(dependency.group(1));
                }
                named.removeAll(allowed);
                if (!named.isEmpty()) {
                    tooMany.put(Repository.name(module), named);
                }
            }
        }
        assertThat(tooMany).isEmpty();
    }

    @Test
    void packagesOfAModuleBearItsName() {
        for (Path module : Repository.modules()) {
            String name = String.valueOf(module.getFileName());
            String own = OUR_OWN + "." + STANDS_IN_THE_PACKAGE_OF.getOrDefault(name, name);
            for (JavaClass type : Repository.classes(List.of(module), "classes", "test-classes")) {
                assertThat(type.getPackageName()).as(type.getName()).matches(Pattern.quote(own) + "(\\..*)?");
            }
        }
    }

    @Test
    void theCoreKnowsNoThreadChanceFrameworkOrFloatingPoint() {
        noClasses()
                .that()
                .resideInAnyPackage(packages("law"), packages("protocol"), packages("market"), packages("transparency"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "java.net..",
                        "java.sql..",
                        "java.util.concurrent..",
                        "java.util.random..",
                        "org.slf4j..",
                        "io.aeron..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.Random.class, java.security.SecureRandom.class, Clock.class)
                .check(PRODUCT);
        for (Class<?> kind : List.of(double.class, float.class)) {
            fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(
                            packages("law"), packages("protocol"), packages("market"), packages("transparency"))
                    .should()
                    .notHaveRawType(kind)
                    .check(PRODUCT);
            noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(
                            packages("law"), packages("protocol"), packages("market"), packages("transparency"))
                    .should()
                    .haveRawReturnType(kind)
                    .check(PRODUCT);
        }
    }

    @Test
    void onlyTheClockAndTheHostOfTheNodeReadTheTimeOfTheMachine() {
        noClasses()
                .that()
                .resideInAPackage(OUR_OWN + "..")
                .and()
                .resideOutsideOfPackages(packages("cluster"), packages("demo"), "kz.sandyq.platform.time")
                .and()
                .doNotHaveFullyQualifiedName("kz.sandyq.witness.WitnessMain")
                .and()
                .doNotHaveFullyQualifiedName("kz.sandyq.node.NodeMain")
                .and()
                .doNotHaveFullyQualifiedName("kz.sandyq.operator.backup.BackupMain")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(PRODUCT);
    }

    @Test
    void onlyTheConsolesPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("demo"))
                .and()
                .doNotHaveFullyQualifiedName("kz.sandyq.platform.StartConsole")
                .and()
                .doNotHaveFullyQualifiedName("kz.sandyq.node.NodeConsole")
                .and()
                .doNotHaveFullyQualifiedName("kz.sandyq.verifier.VerifierConsole")
                .and()
                .doNotHaveFullyQualifiedName("kz.sandyq.witness.WitnessConsole")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(PRODUCT);
    }

    @Test
    void aTypeOfTheOperatorIsPublicOnlyWhereAnotherPackageNeedsIt() {
        JavaClasses all = Repository.classes(Repository.modules(), "classes", "test-classes");
        List<String> tooOpen = new ArrayList<>();
        for (JavaClass type : PRODUCT.that(resideInAPackage(packages("operator")))) {
            boolean top = type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
            if (top && !CALLED_BY_TEMPLATES.contains(type.getName()) && !needed(all, type)) {
                tooOpen.add(type.getName());
            }
        }
        assertThat(tooOpen).as("types that may be package-private").isEmpty();
    }

    private static boolean needed(JavaClasses all, JavaClass type) {
        boolean started = type.getMethods().stream()
                .anyMatch(method -> method.getName().equals("main")
                        && method.getRawParameterTypes().size() == 1);
        boolean part = all.get(type.getName()).getDirectDependenciesToSelf().stream()
                .map(dependency -> outermost(dependency.getOriginClass()))
                .filter(user -> !user.equals(outermost(type)))
                .anyMatch(user -> !user.getPackageName().equals(type.getPackageName())
                        || user.getModifiers().contains(JavaModifier.PUBLIC));
        return started || part;
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(DirectionTest::outermost).orElse(type);
    }

    private static String packages(String module) {
        return OUR_OWN + "." + module + "..";
    }
}
