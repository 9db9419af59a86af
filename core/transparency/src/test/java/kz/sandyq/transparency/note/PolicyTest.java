package kz.sandyq.transparency.note;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Policies as C2SP tlog-policy says, and what they refuse. */
class PolicyTest {
    private static final String LOG = TestKeys.log("log.test.invalid", "log").toString();
    private static final String A = TestKeys.cosigner("a.test.invalid", "a").toString();
    private static final String A_AGAIN =
            TestKeys.cosigner("other.test.invalid", "a").toString();
    private static final String B = TestKeys.cosigner("b.test.invalid", "b").toString();
    private static final String C = TestKeys.cosigner("c.test.invalid", "c").toString();
    private static final String D = TestKeys.cosigner("d.test.invalid", "d").toString();
    private static final String LOG_AS_WITNESS =
            TestKeys.cosigner("log.test.invalid", "log").toString();
    private static final String FOUR =
            "witness a " + A + "\nwitness b " + B + "\nwitness c " + C + "\nwitness d " + D + "\n";

    private record Line(String name, String policy, Set<String> signed, boolean met) {}

    @TestFactory
    Stream<DynamicTest> quorums() {
        String nested = FOUR + "group x 2 a b c\ngroup y any d\ngroup z all x y\nquorum z\n";
        return Stream.of(
                        new Line("none", "quorum none\n", Set.of(), true),
                        new Line("none, with a log", "log " + LOG + "\nquorum none\n", Set.of(), true),
                        new Line("one witness", FOUR + "quorum b\n", Set.of("b"), true),
                        new Line("one witness, another signed", FOUR + "quorum b\n", Set.of("a", "c"), false),
                        new Line("any", FOUR + "group g any a b\nquorum g\n", Set.of("b"), true),
                        new Line("any, none of them", FOUR + "group g any a b\nquorum g\n", Set.of("c"), false),
                        new Line("all", FOUR + "group g all a b\nquorum g\n", Set.of("a", "b", "d"), true),
                        new Line("all but one", FOUR + "group g all a b\nquorum g\n", Set.of("a", "d"), false),
                        new Line("three of four", FOUR + "group g 3 a b c d\nquorum g\n", Set.of("a", "c", "d"), true),
                        new Line(
                                "two of three of four",
                                FOUR + "group g 3 a b c d\nquorum g\n",
                                Set.of("a", "c"),
                                false),
                        new Line("nested", nested, Set.of("a", "c", "d"), true),
                        new Line("nested, too few of x", nested, Set.of("a", "d"), false),
                        new Line("nested, none of y", nested, Set.of("a", "b", "c"), false),
                        new Line(
                                "spaces, tabs, comments, addresses",
                                "\n \t\n# words\n\t #more\n log  " + LOG + "\thttps://log.test.invalid \nwitness\ta  "
                                        + A + " https://a.test.invalid\nquorum a \n",
                                Set.of("a"),
                                true),
                        new Line("a name like a keyword", "witness any " + A + "\nquorum any\n", Set.of("any"), true))
                .map(line -> DynamicTest.dynamicTest(
                        line.name,
                        () -> assertThat(Policy.parse(line.policy.getBytes(UTF_8))
                                        .isMet(line.signed))
                                .isEqualTo(line.met)));
    }

    @Test
    void whereAWitnessIsAskedStandsInItsLine() throws Refused {
        String text = "witness a " + A + " https://a.test.invalid\nwitness b " + B + "\nquorum none\n";
        assertThat(Policy.parse(text.getBytes(UTF_8)).addresses())
                .containsOnly(Map.entry("a", "https://a.test.invalid"));
    }

    private record Broken(String name, String policy, String outcome) {}

    @TestFactory
    Stream<DynamicTest> refusals() {
        return Stream.of(
                        new Broken("nothing", "", "80 POLICY_MALFORMED"),
                        new Broken("no quorum", FOUR, "80 POLICY_MALFORMED"),
                        new Broken("two quorums", FOUR + "quorum a\nquorum b\n", "80 POLICY_MALFORMED"),
                        new Broken("no last newline", FOUR + "quorum a", "80 POLICY_MALFORMED"),
                        new Broken("a carriage return", FOUR + "quorum a\r\n", "80 POLICY_MALFORMED"),
                        new Broken("a deletion", FOUR + "# \u007f\nquorum a\n", "80 POLICY_MALFORMED"),
                        new Broken("an unknown word", "wittness a " + A + "\nquorum none\n", "80 POLICY_MALFORMED"),
                        new Broken("a comment after words", "quorum none # all\n", "80 POLICY_MALFORMED"),
                        new Broken("a log without key", "log\nquorum none\n", "80 POLICY_MALFORMED"),
                        new Broken("a log with much", "log " + LOG + " u v\nquorum none\n", "80 POLICY_MALFORMED"),
                        new Broken("a witness without key", "witness a\nquorum none\n", "80 POLICY_MALFORMED"),
                        new Broken("a group of none", FOUR + "group g any\nquorum g\n", "80 POLICY_MALFORMED"),
                        new Broken("zero of two", FOUR + "group g 0 a b\nquorum g\n", "80 POLICY_MALFORMED"),
                        new Broken("three of two", FOUR + "group g 3 a b\nquorum g\n", "80 POLICY_MALFORMED"),
                        new Broken("01 of two", FOUR + "group g 01 a b\nquorum g\n", "80 POLICY_MALFORMED"),
                        new Broken("2^32+1 of two", FOUR + "group g 4294967297 a b\nquorum g\n", "80 POLICY_MALFORMED"),
                        new Broken("a witness none", "witness none " + A + "\nquorum none\n", "80 POLICY_MALFORMED"),
                        new Broken("a group none", FOUR + "group none any a\nquorum none\n", "80 POLICY_MALFORMED"),
                        new Broken("none as a member", FOUR + "group g any none\nquorum g\n", "83 POLICY_NAME_UNKNOWN"),
                        new Broken("an unknown quorum", FOUR + "quorum e\n", "83 POLICY_NAME_UNKNOWN"),
                        new Broken("a quorum before", "quorum a\n" + FOUR, "83 POLICY_NAME_UNKNOWN"),
                        new Broken("an unknown member", FOUR + "group g any a e\nquorum g\n", "83 POLICY_NAME_UNKNOWN"),
                        new Broken("its own member", FOUR + "group g any a g\nquorum g\n", "83 POLICY_NAME_UNKNOWN"),
                        new Broken(
                                "a name twice",
                                FOUR + "witness a " + LOG_AS_WITNESS + "\nquorum a\n",
                                "81 POLICY_NAME_TWICE"),
                        new Broken(
                                "a group of a witness's name",
                                FOUR + "group a any b\nquorum a\n",
                                "81 POLICY_NAME_TWICE"),
                        new Broken(
                                "a group twice",
                                FOUR + "group g any a\ngroup g any b\nquorum g\n",
                                "81 POLICY_NAME_TWICE"),
                        new Broken("a member twice", FOUR + "group g 2 a a\nquorum g\n", "81 POLICY_NAME_TWICE"),
                        new Broken(
                                "a member of two",
                                FOUR + "group g any a\ngroup h any a\nquorum h\n",
                                "81 POLICY_NAME_TWICE"),
                        new Broken("a key twice", FOUR + "witness e " + A + "\nquorum a\n", "82 POLICY_KEY_TWICE"),
                        new Broken(
                                "a key, two names",
                                FOUR + "witness e " + A_AGAIN + "\nquorum a\n",
                                "82 POLICY_KEY_TWICE"),
                        new Broken(
                                "a log twice",
                                "log " + LOG + "\nlog " + LOG + "\nquorum none\n",
                                "82 POLICY_KEY_TWICE"),
                        new Broken(
                                "the log as a witness",
                                "log " + LOG + "\nwitness l " + LOG_AS_WITNESS + "\nquorum l\n",
                                "82 POLICY_KEY_TWICE"),
                        new Broken("a log key as witness", "witness l " + LOG + "\nquorum l\n", "7 KEY_MALFORMED"),
                        new Broken("a witness key as log", "log " + A + "\nquorum none\n", "7 KEY_MALFORMED"),
                        new Broken("a broken key", "log " + LOG + "A\nquorum none\n", "7 KEY_MALFORMED"))
                .map(line -> DynamicTest.dynamicTest(
                        line.name,
                        () -> assertThatThrownBy(() -> Policy.parse(line.policy.getBytes(UTF_8)))
                                .hasMessage(line.outcome)));
    }

    @Test
    void namesAreOctetsAndShownAsText() throws Refused {
        Policy policy = Policy.parse(("witness тіркеуші " + A + "\nquorum тіркеуші\n").getBytes(UTF_8));
        String name = policy.witnesses().keySet().iterator().next();
        assertThat(Policy.shown(name)).isEqualTo("тіркеуші");
        assertThat(policy.isMet(Set.of(name))).isTrue();
        Policy octets = Policy.parse(("witness \u00ff " + A + "\nquorum \u00ff\n").getBytes(ISO_8859_1));
        assertThat(octets.isMet(Set.of("\u00ff"))).isTrue();
    }

    @Test
    void membersOfAGroupAreFoundThroughGroupsInIt() throws Refused {
        Policy policy = Policy.parse((FOUR + "group in any a b\ngroup nodes any in c\nquorum nodes\n").getBytes(UTF_8));
        assertThat(policy.members(Policy.NODES, Set.of("a", "c", "d"))).isEqualTo(List.of("a", "c"));
        assertThat(policy.members(Policy.WITNESSES, Set.of("a"))).isEmpty();
        assertThat(policy.misses(Policy.NODES, Set.of("d"))).isTrue();
        assertThat(policy.misses(Policy.WITNESSES, Set.of("d"))).isFalse();
    }

    @Test
    void aLogIsFoundByItsOrigin() throws Refused {
        Policy policy = Policy.parse(("log " + LOG + "\nquorum none\n").getBytes(UTF_8));
        assertThat(policy.logs("log.test.invalid")).hasSize(1);
        assertThat(policy.logs("log.test.invalid/")).isEmpty();
    }
}
