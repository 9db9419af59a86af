package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the configuration of a cluster is refused for. */
class ClusterFileTest {
    @TempDir
    Path directory;

    /** A line of a good file is replaced by another one, or taken away. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cluster.number     |                                      | cluster.number is missing
                    cluster.number     | cluster.number = one                 | not a number
                    cluster.number     | cluster.number = 0                   | not from 1
                    cluster.demo       | cluster.demo = yes                   | neither true nor false
                    cluster.demo       | cluster.first-clock-offset = PT1H    | for a demonstration
                    cluster.demo       | cluster.first-clock-offset = soon    | not a duration
                    member.2.name      |                                      | member.2.name is missing
                    member.2.name      | member.2.name = node-1               | the name or the endpoint of another
                    member.2.first-port| member.2.first-port = 9010           | the name or the endpoint of another
                    member.2.first-port| member.2.first-port = 65535          | five ports
                    member.2.first-port| member.2.first-port = 70000          | not from 1 to 65535
                    member.2.health    | member.2.health-port = x             | not a number
                    member.2.host      | member.2.host = 8.8.8.8              | is not encrypted
                    member.2.host      | member.2.host = nowhere.invalid      | is not encrypted
                    member.2.host      | member.2.host = 10.0.0.12            | told in plain text by [node-2 at 10.0.0.12]
                    cluster.demo       | cluster.tls =                        | cluster.tls is missing
                    cluster.demo       | cluster.tls = /nowhere/sandyq        | no certificates of this host
                    cluster.demo       | cluster.plain-health = 1             | neither true nor false
                    cluster.demo       | proof.origin = example kz            | no spaces and no plus signs
                    member.2.directory | member.2.direktory = /x              | member.2.directory is missing
                    cluster.demo       | cluster.public-adresses = true       | nobody reads
                    """)
    void whatIsMissingWrongOrUnknownIsNamed(String line, String instead, String words) throws IOException {
        Path file = file(lines(3).map(each -> each.startsWith(line) ? (instead == null ? "" : instead) : each)
                .toList());
        assertThatThrownBy(() -> {
                    ClusterFile read = ClusterFile.read(file);
                    read.doors();
                    read.config(0);
                })
                .isInstanceOf(ClusterFileException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"0, there is no member.0", "1, 3 or 5 members", "2, 3 or 5 members", "4, 3 or 5 members"})
    void aClusterHasThreeOrFiveMembers(int size, String words) throws IOException {
        Path file = file(lines(size).toList());
        assertThatThrownBy(() -> ClusterFile.read(file).members(0)).hasMessageContaining(words);
    }

    @Test
    void aGoodFileSaysWhereEverythingIs() throws IOException {
        ClusterFile three = ClusterFile.read(file(lines(3).toList()));
        assertThat(three.members(1).ingressEndpoints()).isEqualTo("0=127.0.0.1:9000,1=127.0.0.1:9010,2=127.0.0.1:9020");
        assertThat(three.members(1).own().name()).isEqualTo("node-1");
        assertThat(three.health(2).getPort()).isEqualTo(9_092);
        assertThat(ClusterFile.read(file(lines(5).toList())).members(4).voters())
                .hasSize(5);
        assertThatThrownBy(() -> three.members(3)).hasMessageContaining("no member 3");
    }

    @Test
    void membersThatCosignHaveNamesThatCanSign() throws IOException {
        Stream<String> origin = Stream.of("proof.origin = test.invalid/sandyq/1");
        ClusterFile named =
                ClusterFile.read(file(Stream.concat(lines(3), origin).toList()));
        assertThat(named.proofOrigin()).contains("test.invalid/sandyq/1");
        assertThat(ClusterFile.read(file(lines(3).toList())).proofOrigin()).isEmpty();
        Path spaced = file(Stream.concat(lines(3), Stream.of("proof.origin = test.invalid/1"))
                .map(line -> line.replace("name = node-2", "name = node 2"))
                .toList());
        assertThatThrownBy(() -> ClusterFile.read(spaced)).hasMessageContaining("member.2.name is 'node 2'");
    }

    @Test
    void anotherListOfMembersHasAnotherFingerprint() throws IOException {
        String three = ClusterFile.read(file(lines(3).toList())).members(0).fingerprint();
        assertThat(ClusterFile.read(file(lines(3).toList())).members(2).fingerprint())
                .isEqualTo(three);
        assertThat(ClusterFile.read(file(lines(5).toList())).members(0).fingerprint())
                .isNotEqualTo(three);
        Path moved = file(lines(3).map(each -> each.replace("first-port = 9020", "first-port = 9120"))
                .toList());
        assertThat(ClusterFile.read(moved).members(0).fingerprint()).isNotEqualTo(three);
    }

    @Test
    void aGatewayIsNotReachedInTheOpen() throws IOException {
        ClusterFile file = ClusterFile.read(file(lines(3).toList()));
        assertThatThrownBy(() -> ClusterGateway.open(file, directory.resolve("gateway"), "8.8.8.8"))
                .isInstanceOf(ClusterFileException.class)
                .hasMessageContaining("neither loopback nor private");
    }

    @Test
    void theClockOfADemonstrationMayBeginElsewhere() throws IOException {
        Path file = file(Stream.concat(
                        lines(3).filter(each -> !each.startsWith("cluster.demo")),
                        Stream.of("cluster.demo = true", "cluster.first-clock-offset = -PT24H"))
                .toList());
        assertThat(ClusterFile.read(file).config(1).clockOffsetMs()).isEqualTo(-86_400_000);
    }

    @Test
    void addressesThatAreOpenToOthersNeedAWord() throws IOException {
        List<String> open = Stream.concat(
                        lines(3).map(each -> each.startsWith("member.2.host") ? "member.2.host = 8.8.8.8" : each),
                        Stream.of("cluster.public-addresses = true", "cluster.plain-health = true"))
                .toList();
        assertThat(ClusterFile.read(file(open)).members(0).voters().get(2).host())
                .isEqualTo("8.8.8.8");
    }

    @Test
    void healthIsToldInPlainTextOffAHostOnlyWhereAWordSaysSo() throws IOException {
        List<String> lan =
                lines(3).map(each -> each.replace("127.0.0.1", "10.0.0.11")).toList();
        assertThatThrownBy(() -> ClusterFile.read(file(lan)).members(0)).hasMessageContaining("cluster.plain-health");
        List<String> plain = Stream.concat(lan.stream(), Stream.of("cluster.plain-health = true"))
                .toList();
        assertThat(ClusterFile.read(file(plain)).doors().at(1, "/status")).hasToString("http://10.0.0.11:9091/status");
        assertThat(ClusterFile.read(file(plain)).members(0).voters()).hasSize(3);
        List<String> guarded = Stream.concat(lan.stream(), Stream.of("cluster.tls = certificates"))
                .toList();
        assertThat(ClusterFile.read(file(guarded)).members(0).voters()).hasSize(3);
        List<String> both = Stream.concat(plain.stream(), Stream.of("cluster.tls = certificates"))
                .toList();
        assertThatThrownBy(() -> ClusterFile.read(file(both))).hasMessageContaining("cannot both be");
    }

    private static Stream<String> lines(int size) {
        Stream<String> members = Stream.iterate(0, id -> id < size, id -> id + 1)
                .flatMap(id -> Stream.of(
                        "member." + id + ".name = node-" + id,
                        "member." + id + ".host = 127.0.0.1",
                        "member." + id + ".first-port = " + (9_000 + 10 * id),
                        "member." + id + ".health-port = " + (9_090 + id),
                        "member." + id + ".directory = /data/" + id));
        return Stream.concat(Stream.of("cluster.number = 7", "cluster.demo = false"), members);
    }

    private Path file(List<String> lines) throws IOException {
        return Files.write(directory.resolve("cluster.properties"), lines);
    }
}
