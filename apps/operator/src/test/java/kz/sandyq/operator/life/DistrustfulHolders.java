package kz.sandyq.operator.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.operator.life.Scene.Client;
import kz.sandyq.platform.login.Role;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.liability.HolderFile;
import kz.sandyq.transparency.liability.HolderProof;
import kz.sandyq.transparency.liability.LiabilityNote;
import kz.sandyq.transparency.liability.Statement;
import kz.sandyq.transparency.liability.SumNode;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Holders who find themselves in the published totals, add each other up, and try what an operator could have done. */
final class DistrustfulHolders {
    private static final String ORIGIN = "localhost/sandyq/1";

    private final LiveOperator operator;
    private final Scene scene;

    DistrustfulHolders(LiveOperator operator, Scene scene) {
        this.operator = operator;
        this.scene = scene;
    }

    /** Everybody there is; the issuer holds money on two accounts. */
    void findThemselves(String issue, Client issuer, List<Client> investors) throws Refused {
        long before = published().getLast();
        operator.post(scene.administrator, "/log/liabilities", "{}").ok();
        assertThat(operator.post(issuer.token(), "/log/liabilities", "{}").status())
                .isEqualTo(403);
        operator.approve(scene.secondAdministrator, "liabilities.publish");
        long sequence = Awaitility.await().until(() -> published().getLast(), newest -> newest > before);
        LiabilityNote note = note(sequence);
        Map<String, HolderFile> files = new HashMap<>();
        Map<String, BigDecimal> registered = new HashMap<>();
        List<Client> all = new ArrayList<>(investors);
        all.add(issuer);
        for (Client client : all) {
            JsonNode round =
                    operator.get(client.token(), "/me/liabilities").ok().body();
            assertThat(round.path("sequence").asLong()).isEqualTo(sequence);
            for (JsonNode place : round.path("items")) {
                assertThat(place.path("equal").asBoolean()).isTrue();
                String account = place.path("accountId").asString();
                String asset = place.path("assetId").asString();
                registered.merge(asset, new BigDecimal(place.path("inRegister").asString()), BigDecimal::add);
                String path = "/api/v1/me/liabilities/" + sequence + "/" + account + "/" + asset;
                HttpResponse<byte[]> answer = operator.file(client.token(), path);
                assertThat(answer.statusCode()).isEqualTo(200);
                HolderFile file = HolderFile.parse(answer.body());
                assertThat(file.clientRef()).isEqualTo(number(account));
                note.publishes(file.statement(), file.path());
                file.statement().holds(number(account), file.owedMinor(), file.proof());
                assertThat(new String(
                                operator.file("", "/log/liabilities/" + sequence)
                                        .body(),
                                UTF_8))
                        .doesNotContain(String.valueOf(file.statement().root().sumMinor()));
                files.put(account + "/" + asset, file);
                for (Client other : all) {
                    int expected = other.equals(client) ? 200 : 404;
                    assertThat(operator.file(other.token(), path).statusCode()).isEqualTo(expected);
                }
                assertThat(operator.file("", path).statusCode()).isEqualTo(401);
                assertThat(operator.file(scene.registrar, path).statusCode()).isEqualTo(403);
            }
            assertThat(new String(
                            operator.file(client.token(), "/api/v1/me/liabilities")
                                    .body(),
                            UTF_8))
                    .doesNotContain("\"equal\":false");
        }
        totalsAreTheRegisters(issue, sequence, files, registered);
        staffSeeThemBesideTheBank(sequence, files, investors.getFirst());
        cheatsAreRefused(issue, before, investors, files);
    }

    /** What holders add up of their own, what the register tells staff of that entry, and the totals: the same. */
    private void totalsAreTheRegisters(
            String issue, long sequence, Map<String, HolderFile> files, Map<String, BigDecimal> registered)
            throws Refused {
        BigDecimal units = BigDecimal.ZERO;
        for (JsonNode row : operator.get(scene.registrar, "/issues/" + issue + "/holders?sequence=" + sequence)
                .ok()
                .body()
                .path("items")) {
            for (String part : List.of("available", "held", "blocked")) {
                units = units.add(new BigDecimal(row.path(part).asString()));
            }
        }
        assertThat(units).isPositive().isEqualByComparingTo(registered.get(issue));
        assertThat(registered).hasSize(2);
        for (Map.Entry<String, BigDecimal> asset : registered.entrySet()) {
            long sum = 0;
            long total = -1;
            for (Map.Entry<String, HolderFile> file : files.entrySet()) {
                if (file.getKey().endsWith("/" + asset.getKey())) {
                    sum += file.getValue().owedMinor();
                    total = file.getValue().statement().root().sumMinor();
                }
            }
            assertThat(total).as(asset.getKey()).isEqualTo(sum);
            assertThat(BigDecimal.valueOf(total).stripTrailingZeros().unscaledValue())
                    .isEqualTo(asset.getValue().stripTrailingZeros().unscaledValue());
        }
    }

    /** Totals of all assets for those who audit; a row of the bank or of the register that was changed shows. */
    private void staffSeeThemBesideTheBank(long sequence, Map<String, HolderFile> files, Client client) {
        String auditor = operator.staff(Role.AUDITOR);
        assertThat(operator.get(client.token(), "/liabilities").status()).isEqualTo(403);
        assertThat(operator.get(scene.registrar, "/liabilities").status()).isEqualTo(403);
        assertThat(states(auditor)).containsOnly("IN_ORDER").isEqualTo(states(scene.administrator));
        JsonNode round =
                operator.get(auditor, "/liabilities?sequence=" + sequence).ok().body();
        for (JsonNode line : round.path("items")) {
            files.forEach((place, file) -> {
                if (place.endsWith("/" + line.path("assetId").asString())) {
                    assertThat(new BigDecimal(line.path("owed").asString())
                                    .stripTrailingZeros()
                                    .unscaledValue())
                            .isEqualTo(
                                    BigDecimal.valueOf(file.statement().root().sumMinor())
                                            .stripTrailingZeros()
                                            .unscaledValue());
                }
            });
        }
        String booked = "where core_sequence <= " + sequence;
        changed(
                "operator.bank_movement",
                "amount_minor",
                "where id = (select min(id) from operator.bank_movement " + booked + ")",
                () -> assertThat(states(auditor)).contains("BANK_DIFFERS", "IN_ORDER"));
        String last = "(select sequence, event_index from readmodel.posting where account_id = "
                + number(client.account()) + " and sequence <= " + sequence
                + " order by sequence desc, event_index desc limit 1)";
        changed(
                "readmodel.posting",
                "available",
                "where (sequence, event_index) = " + last,
                () -> assertThat(states(auditor)).contains("REGISTER_DIFFERS", "IN_ORDER"));
        assertThat(states(auditor)).containsOnly("IN_ORDER");
    }

    private List<String> states(String token) {
        return operator.get(token, "/liabilities")
                .ok()
                .body()
                .path("items")
                .valueStream()
                .map(each -> each.path("state").asString())
                .toList();
    }

    /** For a moment one row says one minor unit more, as whoever owns the database can have it say. */
    private void changed(String table, String column, String where, Runnable look) {
        JdbcClient rows = operator.bean(JdbcClient.class);
        for (int more : new int[] {1, -1}) {
            rows.sql("alter table " + table + " disable trigger user").update();
            assertThat(rows.sql("update " + table + " set " + column + " = " + column + " + :more " + where)
                            .param("more", more)
                            .update())
                    .isOne();
            rows.sql("alter table " + table + " enable trigger user").update();
            if (more > 0) {
                look.run();
            }
        }
    }

    /** On what the operator gave out itself: each forgery changes one thing of it. */
    private void cheatsAreRefused(String issue, long before, List<Client> investors, Map<String, HolderFile> files)
            throws Refused {
        HolderFile mine = Objects.requireNonNull(files.get(investors.getFirst().account() + "/" + issue));
        HolderFile other = Objects.requireNonNull(files.get(investors.getLast().account() + "/" + issue));
        Statement s = mine.statement();
        LiabilityNote note = note(s.sequence());
        HolderProof.Part part = mine.proof().parts().getFirst();
        long owed = mine.owedMinor();
        refused("100 AMOUNT_NEGATIVE", () -> s.holds(mine.clientRef(), owed, with(part, -1, part.path())));
        List<SumNode> path = new ArrayList<>(part.path());
        // Not to nothing: the neighbour may be a piece of nothing already.
        path.set(0, new SumNode(path.getFirst().hash(), path.getFirst().sumMinor() + 1));
        refused("103 LEAF_NOT_IN_TOTAL", () -> s.holds(mine.clientRef(), owed, with(part, part.amountMinor(), path)));
        refused("103 LEAF_NOT_IN_TOTAL", () -> s.holds(other.clientRef(), owed, mine.proof()));
        long without = s.root().sumMinor() - other.owedMinor();
        Statement smaller = new Statement(
                s.assetId(), s.sequence(), s.leaves(), new SumNode(s.root().hash(), without));
        refused("107 STATEMENT_NOT_PUBLISHED", () -> note.publishes(smaller, mine.path()));
        refused(
                "106 TOTAL_DIFFERS",
                () -> smaller.isTotal(s.assetId(), s.sequence(), s.root().sumMinor()));
        LiabilityNote older = note(before);
        refused("105 OTHER_TOTAL", () -> older.publishes(s, mine.path()));
        Statement earlier = new Statement(s.assetId(), before, s.leaves(), s.root());
        refused("107 STATEMENT_NOT_PUBLISHED", () -> older.publishes(earlier, mine.path()));
    }

    private interface Check {
        void run() throws Refused;
    }

    private static void refused(String why, Check check) {
        assertThatThrownBy(check::run).isInstanceOf(Refused.class).hasMessage(why);
    }

    private static HolderProof with(HolderProof.Part part, long amountMinor, List<SumNode> path) {
        return new HolderProof(List.of(new HolderProof.Part(part.index(), part.salt(), amountMinor, path)));
    }

    private List<Long> published() {
        return new String(operator.file("", "/log/liabilities").body(), UTF_8)
                .lines()
                .map(Long::valueOf)
                .toList();
    }

    private LiabilityNote note(long sequence) throws Refused {
        SignedNote note = SignedNote.parse(
                operator.file("", "/log/liabilities/" + sequence).body());
        Policy policy = Policy.parse(operator.file("", "/log/policy").body());
        assertThat(note.verified(policy.logs(ORIGIN))).hasSize(1);
        LiabilityNote read = LiabilityNote.parse(note.text());
        assertThat(read.sequence()).isEqualTo(sequence);
        return read;
    }

    private static long number(String publicId) {
        return Long.parseLong(publicId.substring(publicId.indexOf('-') + 1));
    }
}
