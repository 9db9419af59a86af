package kz.sandyq.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.cluster.ClusterTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.SettlementLeg;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What two administrators agree on, over a log of three processes that has grown beyond one file. */
final class DemoPurge {
    private static final long FILE = 16 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 50;
    /** More than an instruction may have; a block of the proof log is then a quarter of a file. */
    private static final int LEGS = 120;

    private final RunningDemo demo;

    DemoPurge(RunningDemo demo) {
        this.demo = demo;
    }

    /**
     * Refused until it is backed up; proposed by one, approved by the other, signed and told; each member then says
     * that it has obeyed.
     */
    void byTwo(Path leader, Runnable backUp) {
        fill();
        for (int snapshot = 1; snapshot <= 2; snapshot++) {
            assertThat(ClusterTool.snapshot(leader.resolve("cluster").toFile(), System.out))
                    .isTrue();
        }
        ApiUser first = demo.user("admin");
        Awaitility.await("all may purge, and nothing is backed up")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> first.post("/log/purges", Map.of()))
                        .hasMessageContaining("PURGE_NOT_BACKED_UP"));
        backUp.run();
        assertThat(first.post("/log/purges", Map.of()).text("approvalId")).isNotEmpty();
        assertThat(first.get("/log/purges").body().path("ordered").asLong())
                .as("before the second")
                .isZero();
        demo.user("admin2").approve("log.purge");
        assertObeyed("DONE", "DONE", "DONE");
        assertThat(demo.browser("admin").get("/purges")).contains("node-0", "node-1", "node-2");
    }

    /** Waits until so it stands; who answers has its log from the second file on. */
    void assertObeyed(String... states) {
        JsonNode members = demo.user("admin")
                .await("/log/purges", each -> states(each).equals(List.of(states)))
                .body()
                .path("members");
        assertThat(members.valueStream()
                        .filter(each -> !each.path("state").asString().equals("AWAY"))
                        .map(each -> each.path("begins").asLong()))
                .containsOnly(FILE);
    }

    private static List<String> states(JsonNode progress) {
        return progress.path("members")
                .valueStream()
                .map(each -> each.path("state").asString())
                .sorted()
                .toList();
    }

    /** Commands that the core refuses for their length: only their bytes matter here. */
    private void fill() {
        long nowMs = System.currentTimeMillis();
        CommandBody endless = InstructionCommands.proposeSettlement(
                nowMs,
                0,
                Collections.nCopies(LEGS, new SettlementLeg(1, 2, 1, 5)),
                new Ground(3, 1, 9, 0, new byte[32]));
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        try (CommandClient client = CommandClient.connect(demo.log().address(), 64)) {
            List<CompletableFuture<Reply>> waiting = new ArrayList<>();
            long number = 1;
            for (long written = 0; written < FILE + FILE / 8 * 5; number++) {
                Key key = new Key(number, number, nowMs);
                int length = endless.encode(buffer, 0, new Header(key, 1, 1, 2, new byte[32], new byte[16]));
                byte[] command = new byte[length];
                buffer.getBytes(0, command);
                written += length;
                waiting.add(client.submit(command).orTimeout(60, TimeUnit.SECONDS));
                if (waiting.size() == AT_ONCE) {
                    waiting.forEach(CompletableFuture::join);
                    waiting.clear();
                }
            }
            waiting.forEach(CompletableFuture::join);
        }
    }
}
