package kz.sandyq.node;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What lies under {@code deploy/kubernetes}, read by the types of Kubernetes: a field unknown to them is a fault. */
final class Manifests {
    static final Path DIRECTORY = Path.of("../../deploy/kubernetes");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "apps/v1/Deployment", Deployment.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                /** The types would keep what they do not know. */
                @Override
                public Boolean hasAnySetter(Annotated any) {
                    return Boolean.FALSE;
                }
            })
            .build();

    private final List<HasMetadata> all;

    private Manifests(List<HasMetadata> all) {
        this.all = all;
    }

    /** All that the kustomization names. */
    static Manifests read() throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        for (JsonNode file : YAML.readTree(text("kustomization.yaml")).get("resources")) {
            all.addAll(parse(text(file.asText())));
        }
        return new Manifests(all);
    }

    static String text(String file) throws IOException {
        return Files.readString(DIRECTORY.resolve(file));
    }

    /** @throws IOException naming the field or the kind that is not known */
    static List<HasMetadata> parse(String text) throws IOException {
        List<HasMetadata> parsed = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (documents.hasNextValue()) {
                JsonNode document = documents.nextValue();
                String kind = document.path("apiVersion").asText() + "/"
                        + document.path("kind").asText();
                Class<? extends HasMetadata> type = KINDS.get(kind);
                if (type == null) {
                    throw new IOException("nobody knows " + kind);
                }
                parsed.add(YAML.treeToValue(document, type));
            }
        }
        return parsed;
    }

    List<HasMetadata> all() {
        return all;
    }

    /** The one with this name. */
    <T extends HasMetadata> T one(Class<T> type, String name) {
        return all.stream()
                .filter(each ->
                        type.isInstance(each) && name.equals(each.getMetadata().getName()))
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
