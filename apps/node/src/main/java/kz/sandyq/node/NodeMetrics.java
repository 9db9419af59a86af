package kz.sandyq.node;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import kz.sandyq.cluster.NodeStatus;

/** What a dashboard shows of a member, in the words of Prometheus. */
final class NodeMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();

    /**
     * Begins to measure.
     *
     * @param build version of the software
     * @param certificateEndsS when what the member shows ends, Unix seconds; 0 when it shows nothing
     */
    NodeMetrics(String member, String build, long certificateEndsS, Supplier<NodeStatus> status, MemberProofs proofs) {
        registry.config().commonTags("member", member);
        gauge("sandyq.node.leads", "1 while this member leads", status, now -> now.leads() ? 1 : 0);
        gauge("sandyq.node.ready", "1 while it serves and its clock is right", status, now -> now.ready() ? 1 : 0);
        gauge("sandyq.node.elected", "1 while it knows a leader", status, now -> now.elected() ? 1 : 0);
        gauge("sandyq.log.commit.bytes", "committed position of the log", status, NodeStatus::commitPosition);
        gauge(
                "sandyq.log.sequence",
                "sequence of the core at the last tick",
                status,
                now -> now.view().sequence());
        gauge("sandyq.log.tick.age.ms", "since the last tick, milliseconds", status, NodeStatus::tickAgeMs);
        gauge(
                "sandyq.node.clock.offset.ms",
                "own clock less the cluster's, milliseconds; while catching up how far it is behind",
                status,
                NodeStatus::clockOffsetMs);
        gauge(
                "sandyq.disk.free.bytes",
                "free on the disk of its directory",
                status,
                now -> now.disk().freeBytes());
        gauge(
                "sandyq.disk.reserve.bytes",
                "below these it is not ready, below half of them it ends",
                status,
                now -> now.disk().reserveBytes());
        gauge("sandyq.rules.known", "newest rules that this member's build knows", status, NodeStatus::knownRules);
        gauge(
                "sandyq.rules.in.force",
                "rules that the log goes by, as this member has it",
                status,
                now -> now.view().rules());
        Gauge.builder("sandyq.node.build", () -> 1)
                .description("1, with the build of this member")
                .tag("build", build)
                .register(registry);
        gauge(
                "sandyq.node.certificate.ends.seconds",
                "when its certificate ends, Unix seconds; 0 without one",
                status,
                now -> certificateEndsS);
        Gauge.builder("sandyq.proof.cosigned.blocks", proofs::size)
                .description("blocks of the log that this member has executed for proofs since its start and cosigns")
                .register(registry);
        Gauge.builder("sandyq.proof.stands.still", () -> proofs.standsStill() ? 1 : 0)
                .description("1 while this member should cosign and cannot: /status says why")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collector.bindTo(registry);
    }

    private void gauge(String name, String meaning, Supplier<NodeStatus> status, ToDoubleFunction<NodeStatus> value) {
        Gauge.builder(name, () -> value.applyAsDouble(status.get()))
                .description(meaning)
                .register(registry);
    }

    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }
}
