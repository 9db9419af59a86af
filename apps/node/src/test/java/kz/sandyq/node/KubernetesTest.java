package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.sandyq.cluster.ClusterFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies under {@code deploy/kubernetes} is Kubernetes to the last word, and agrees with the cluster file. */
class KubernetesTest {
    private static final String NODE = "sandyq-node";
    private static final String OPERATOR = "sandyq-operator";
    private static final String NAME = "app.kubernetes.io/name";

    @TempDir
    Path directory;

    private Manifests manifests;
    private StatefulSet members;
    private PodSpec node;
    private PodSpec operator;
    private String file;

    @BeforeEach
    void read() throws IOException {
        manifests = Manifests.read();
        members = manifests.one(StatefulSet.class, NODE);
        node = members.getSpec().getTemplate().getSpec();
        operator = manifests
                .one(Deployment.class, OPERATOR)
                .getSpec()
                .getTemplate()
                .getSpec();
        Map<String, String> shared =
                manifests.one(ConfigMap.class, "sandyq-cluster").getData();
        file = Objects.requireNonNull(shared.get("cluster.properties"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    members.yaml  | readinessProbe:          | redinessProbe:           | redinessProbe
                    members.yaml  | podManagementPolicy:     | podManagmentPolicy:      | podManagmentPolicy
                    members.yaml  | maxUnavailable:          | maxUnavailible:          | maxUnavailible
                    members.yaml  | readOnlyRootFilesystem:  | readOnlyRootFileSystem:  | readOnlyRootFileSystem
                    members.yaml  | publishNotReadyAddresses | publishNotReadyAddress   | publishNotReadyAddress
                    members.yaml  | kind: StatefulSet        | kind: StatefullSet       | StatefullSet
                    members.yaml  | apiVersion: policy/v1    | apiVersion: policy/v0    | policy/v0
                    network.yaml  | endPort:                 | lastPort:                | lastPort
                    operator.yaml | startupProbe:            | startUpProbe:            | startUpProbe
                    cluster.yaml  | data:                    | date:                    | date
                    """)
    void aWordThatKubernetesDoesNotKnowIsFound(String name, String word, String instead, String complaint)
            throws IOException {
        String text = Manifests.text(name);
        assertThat(Manifests.parse(text)).isNotEmpty();
        assertThat(text).contains(word);
        assertThatThrownBy(() -> Manifests.parse(text.replace(word, instead)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void everyManifestIsNamedAndInOneNamespace() throws IOException {
        try (Stream<Path> files = Files.list(Manifests.DIRECTORY)) {
            for (String each :
                    files.map(path -> String.valueOf(path.getFileName())).toList()) {
                assertThat(each.matches("kustomization.yaml|Containerfile")
                                || Manifests.text("kustomization.yaml").contains("- " + each + "\n"))
                        .as(each)
                        .isTrue();
            }
        }
        assertThat(manifests.all())
                .hasSize(11)
                .allMatch(each -> Objects.requireNonNullElse(
                                each.getMetadata().getNamespace(),
                                each.getMetadata().getName())
                        .equals("sandyq"));
    }

    @Test
    void theFileIsThatOfAllMembersAndOfThreeWhenItIsCut() throws IOException {
        ClusterFile five = cluster(file);
        assertThat(five.size()).isEqualTo(members.getSpec().getReplicas());
        String three = String.join(
                "\n",
                file.lines().filter(line -> !line.matches("member\\.[34]\\..*")).toList());
        for (ClusterFile each : List.of(five, cluster(three))) {
            for (int id = 0; id < each.size(); id++) {
                assertThat(each.members(id).own().host())
                        .isEqualTo(NODE + "-" + id + "." + members.getSpec().getServiceName()
                                + ".sandyq.svc.cluster.local");
            }
        }
        assertThat(cluster(three).size()).isEqualTo(3);
        assertThat(members.getSpec().getServiceName())
                .isEqualTo(service().getMetadata().getName());
    }

    @Test
    void thePortsAreEverywhereThoseOfTheFile() throws IOException {
        ClusterFile cluster = cluster(file);
        TreeSet<String> expected = new TreeSet<>();
        for (int id = 0; id < cluster.size(); id++) {
            int first = cluster.members(id).own().firstPort();
            IntStream.range(first, first + 5).forEach(port -> expected.add("UDP " + port));
            expected.add("TCP " + cluster.health(id).getPort());
        }
        assertThat(expected).hasSize(6);
        List<ContainerPort> open = container(node).getPorts();
        assertThat(open.stream().map(each -> each.getProtocol() + " " + each.getContainerPort()))
                .containsExactlyInAnyOrderElementsOf(expected);
        List<ServicePort> served = service().getSpec().getPorts();
        assertThat(served.stream().map(each -> each.getProtocol() + " " + each.getPort()))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(service().getSpec().getClusterIP()).isEqualTo("None");
        assertThat(service().getSpec().getPublishNotReadyAddresses()).isTrue();
        NetworkPolicyIngressRule fromOperator = policy(NODE).getSpec().getIngress().stream()
                .filter(each -> comesFrom(each).equals(List.of(OPERATOR)))
                .findFirst()
                .orElseThrow();
        TreeSet<String> let = new TreeSet<>();
        fromOperator.getPorts().forEach(each -> {
            int first = each.getPort().getIntVal();
            int last = Objects.requireNonNullElse(each.getEndPort(), first);
            IntStream.rangeClosed(first, last).forEach(port -> let.add(each.getProtocol() + " " + port));
        });
        assertThat(let).isEqualTo(expected);
    }

    @Test
    void onlyMembersAndTheOperatorReachAMember() {
        NetworkPolicy closed = policy("sandyq-closed");
        assertThat(closed.getSpec().getPodSelector().getMatchLabels()).isEmpty();
        assertThat(closed.getSpec().getIngress()).isEmpty();
        assertThat(closed.getSpec().getPolicyTypes()).contains("Ingress");
        NetworkPolicy guarded = policy(NODE);
        assertThat(guarded.getSpec().getPodSelector().getMatchLabels()).isEqualTo(Map.of(NAME, NODE));
        assertThat(guarded.getSpec().getIngress().stream().map(KubernetesTest::comesFrom))
                .containsExactlyInAnyOrder(List.of(NODE), List.of(OPERATOR));
        assertThat(labels()).isEqualTo(Map.of(NAME, NODE));
    }

    @Test
    void aMemberIsStartedAloneAndEndedInOrder() {
        Container container = container(node);
        Map<String, String> places = places(node);
        assertThat(container.getArgs()).first().isEqualTo("obey");
        assertThat(container.getArgs().get(1)).isEqualTo(places.get("cluster") + "/cluster.properties");
        assertThat(container.getArgs().get(3)).isEqualTo(places.get("orders"));
        assertThat(String.join(" ", container.getReadinessProbe().getExec().getCommand()))
                .endsWith("node-app.jar ready " + container.getArgs().get(1) + " \"$MEMBER\"");
        assertThat(volume(node, "orders").getConfigMap().getOptional()).isTrue();
        assertThat(manifests.all())
                .noneMatch(each -> each.getMetadata().getName().equals("sandyq-orders"));
        assertThat(members.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
        assertThat(node.getTerminationGracePeriodSeconds()).isGreaterThan(30);
        var budget = manifests.one(PodDisruptionBudget.class, NODE).getSpec();
        assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(budget.getSelector().getMatchLabels()).isEqualTo(labels());
        assertThat(members.getSpec().getVolumeClaimTemplates())
                .singleElement()
                .satisfies(each -> assertThat(each.getMetadata().getName()).isEqualTo("data"));
    }

    @Test
    void whatTheFileNamesIsMounted() throws IOException {
        Properties lines = new Properties();
        lines.load(new StringReader(file));
        for (PodSpec pod : List.of(node, operator)) {
            assertThat(places(pod)).containsEntry("tls", lines.getProperty("cluster.tls"));
            assertThat(volume(pod, "cluster").getConfigMap().getName()).isEqualTo("sandyq-cluster");
        }
        ClusterFile cluster = cluster(file);
        for (int id = 0; id < cluster.size(); id++) {
            // Not the mount itself, where a file system may have put a directory of its own.
            assertThat(cluster.directory(id).getParent())
                    .hasToString(places(node).get("data"));
        }
        String described = Files.readString(Path.of("../../docs/operations/kubernetes.md"));
        for (PodSpec pod : List.of(node, operator)) {
            assertThat(pod.getVolumes().stream()
                            .filter(each -> each.getSecret() != null)
                            .map(each -> each.getSecret().getSecretName()))
                    .isNotEmpty()
                    .allMatch(secret -> described.contains("`" + secret + "`"));
        }
    }

    @Test
    void processesHaveTheLeastRights() {
        for (PodSpec pod : List.of(node, operator)) {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            Container container = container(pod);
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getResources().getRequests()).containsKeys("memory", "cpu");
            // No host of a registry: a name, and a version that is not whatever is newest.
            assertThat(container.getImage()).matches("[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)*:[0-9][a-z0-9.-]*");
        }
    }

    private ClusterFile cluster(String text) throws IOException {
        return ClusterFile.read(Files.writeString(directory.resolve("cluster.properties"), text));
    }

    private Service service() {
        return manifests.one(Service.class, NODE);
    }

    private NetworkPolicy policy(String name) {
        return manifests.one(NetworkPolicy.class, name);
    }

    private Map<String, String> labels() {
        return members.getSpec().getTemplate().getMetadata().getLabels();
    }

    private static List<String> comesFrom(NetworkPolicyIngressRule rule) {
        List<String> names = new ArrayList<>();
        rule.getFrom().forEach(peer -> {
            assertThat(peer.getNamespaceSelector()).isNull();
            assertThat(peer.getIpBlock()).isNull();
            assertThat(peer.getPodSelector().getMatchLabels()).containsOnlyKeys(NAME);
            names.add(peer.getPodSelector().getMatchLabels().get(NAME));
        });
        return names;
    }

    private static Container container(PodSpec pod) {
        assertThat(pod.getContainers()).hasSize(1);
        return pod.getContainers().getFirst();
    }

    private static Volume volume(PodSpec pod, String name) {
        return pod.getVolumes().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> places(PodSpec pod) {
        Map<String, String> places = new TreeMap<>();
        for (VolumeMount each : container(pod).getVolumeMounts()) {
            places.put(each.getName(), each.getMountPath());
        }
        return places;
    }
}
