package kz.sandyq.operator.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.sandyq.operator.life.Scene.Client;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.FactKind;
import kz.sandyq.protocol.sbe.FactRecordedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.receipt.ReceiptVerifier;
import kz.sandyq.transparency.receipt.Verdict;
import kz.sandyq.transparency.tree.CompactRange;
import kz.sandyq.transparency.tree.EntryBundle;
import kz.sandyq.transparency.tree.Tile;
import kz.sandyq.transparency.tree.TreeHasher;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A client who believes signatures only: takes receipts, the policy and the public log, and checks them himself. */
final class DistrustfulClient {
    private static final String ORIGIN = "localhost/sandyq/1";

    private final LiveOperator operator;
    private final Client client;

    DistrustfulClient(LiveOperator operator, Client client) {
        this.operator = operator;
        this.client = client;
    }

    void checksHisDealsAndEntries(String issue, Client other) throws Refused {
        List<JsonNode> deals = new ArrayList<>();
        operator.get(client.token(), "/me/deals").ok().body().path("items").forEach(deals::add);
        assertThat(deals).isNotEmpty();
        Policy policy = Policy.parse(publicFile("policy"));
        ReceiptVerifier verifier = new ReceiptVerifier(policy, ORIGIN, 1);
        for (JsonNode deal : deals) {
            String path = "/api/v1/me/deals/" + deal.path("id").asString() + "/receipt";
            Verdict.Proven proven = proven(verifier, path);
            assertThat(proven.sequence()).isEqualTo(deal.path("sequence").asLong());
            assertThat(posting(proven).accountId()).isEqualTo(number(client.account()));
            assertThat(posting(proven).assetId()).isEqualTo(number(issue));
            provenByTheOperatorOnly(deal);
            assertThat(operator.file(other.token(), path).statusCode()).isEqualTo(404);
            assertThat(operator.file("", path).statusCode()).isEqualTo(401);
        }
        JsonNode entries = operator.get(client.token(), "/me/holdings/" + client.account() + "/" + issue + "/history")
                .ok()
                .body()
                .path("items");
        assertThat(entries.size()).isGreaterThan(deals.size());
        for (JsonNode entry : entries) {
            provenByTheOperatorOnly(entry);
            String place =
                    entry.path("sequence").asLong() + "/" + entry.path("index").asInt();
            Verdict.Proven proven = proven(verifier, "/api/v1/me/entries/" + place + "/receipt");
            assertThat(posting(proven).accountId()).isEqualTo(number(client.account()));
            assertThat(proven.nodes()).hasSize(1);
            assertThat(proven.witnesses()).isEmpty();
            assertThat(operator.file(other.token(), "/api/v1/me/entries/" + place + "/receipt")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(operator.get(client.token(), "/me/deals")
                        .ok()
                        .body()
                        .path("items")
                        .toString())
                .contains("\"PROVEN_BY_OPERATOR\"")
                .doesNotContain("\"ACCEPTED\"");
        theWholePublicLogHasTheSignedRoot(policy);
        thePageThatChecksIsTheVerifiers();
        assertThat(new String(operator.file("", "/proof/metrics").body(), UTF_8))
                .contains("sandyq_proof_alarm 0")
                .containsPattern("sandyq_proof_age_seconds \\d{1,3}\n");
        assertThat(new String(operator.file("", "/actuator/health/proofs").body(), UTF_8))
                .contains("\"UP\"");
    }

    private static void provenByTheOperatorOnly(JsonNode record) {
        assertThat(record.path("proof").asString()).isEqualTo("PROVEN_BY_OPERATOR");
        JsonNode by = record.path("provenBy");
        assertThat(by.path("nodes").size()).isOne();
        assertThat(by.path("ofNodes").asInt()).isOne();
        assertThat(by.path("witnesses").isEmpty()).isTrue();
    }

    /** His statement and the confirmation of a deal, and an extract of the register that staff took. */
    void checksPapers(String issue, String staff, long sequence) throws Refused {
        String statement = checksPaper(FactKind.STATEMENT, client.token(), "/api/v1/me/statement");
        assertThat(statement)
                .contains("Proven by the operator only: 1 of 1 nodes")
                .doesNotContain("Accepted");
        JsonNode deal = operator.get(client.token(), "/me/deals")
                .ok()
                .body()
                .path("items")
                .get(0);
        String confirmation = "/api/v1/me/deals/" + deal.path("id").asString() + "/confirmation";
        assertThat(checksPaper(FactKind.CONFIRMATION, client.token(), confirmation))
                .contains(deal.path("id").asString());
        String extract = "/api/v1/issues/" + issue + "/holders.pdf?sequence=" + sequence;
        assertThat(checksPaper(FactKind.EXTRACT, staff, extract)).contains("DFA");
    }

    /** Opens what the log has of a paper by the file alone, and by the number that is printed on it. */
    private String checksPaper(FactKind kind, String token, String path) throws Refused {
        byte[] pdf = operator.file(token, path).body();
        String words = words(pdf);
        Matcher printed = Pattern.compile("/check/([0-9a-f]{32})").matcher(words);
        assertThat(printed.find()).as(words).isTrue();
        String number = printed.group(1);
        ReceiptVerifier verifier = new ReceiptVerifier(Policy.parse(publicFile("policy")), ORIGIN, 1);
        Verdict.Proven proven = proven(verifier, "/api/v1/papers/" + number + "/receipt");
        var recorded = new FactRecordedDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(proven.record()), 0, new MessageHeaderDecoder());
        byte[] commitment = new byte[32];
        recorded.commitment().getBytes(commitment, 0, commitment.length);
        assertThat(recorded.kind()).isEqualTo(kind);
        assertThat(commitment)
                .isEqualTo(Fact.of(
                                kind,
                                HexFormat.of().parseHex(number),
                                Key.sha256().digest(pdf))
                        .commitment());
        JsonNode told = operator.get("", "/papers/" + number).ok().body();
        assertThat(told.path("kind").asString()).isEqualTo(kind.name());
        provenByTheOperatorOnly(told);
        assertThat(told.path("sequence").asLong()).isEqualTo(proven.sequence());
        return words;
    }

    private static String words(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Verdict.Proven proven(ReceiptVerifier verifier, String path) {
        HttpResponse<byte[]> answer = Awaitility.await()
                .alias(path)
                .atMost(Duration.ofSeconds(30))
                .until(() -> operator.file(client.token(), path), each -> each.statusCode() == 200);
        Verdict verdict = verifier.verify(answer.body());
        assertThat(verdict).isInstanceOf(Verdict.Proven.class);
        return (Verdict.Proven) verdict;
    }

    private static PostingDecoder posting(Verdict.Proven proven) {
        return new PostingDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(proven.record()), 0, new MessageHeaderDecoder());
    }

    private void theWholePublicLogHasTheSignedRoot(Policy policy) throws Refused {
        SignedNote note = SignedNote.parse(publicFile("checkpoint"));
        Checkpoint head = Checkpoint.parse(note.text());
        assertThat(note.verified(policy.logs(ORIGIN))).hasSize(1);
        CompactRange tree = new CompactRange(new TreeHasher());
        BlockHeader before = null;
        for (long index = 0; index * Tile.FULL < head.size(); index++) {
            int width = (int) Math.min(Tile.FULL, head.size() - index * Tile.FULL);
            for (byte[] leaf : EntryBundle.parse(publicFile(new Tile(Tile.ENTRIES, index, width).path()), width)) {
                BlockHeader header = BlockHeader.parse(leaf);
                assertThat(header.cluster()).isEqualTo(1);
                if (before != null) {
                    assertThat(header.previousHash()).isEqualTo(before.leafHash());
                    assertThat(header.firstSequence()).isEqualTo(before.lastSequence() + 1);
                }
                tree.append(header.leafHash());
                before = header;
            }
        }
        assertThat(tree.root()).isEqualTo(head.root());
        assertThat(operator.file("", "/log/tile/0/999").statusCode()).isEqualTo(404);
        for (String outside : List.of("/log/tile/0/../../../segments/open", "/log/tile/..%2f..%2fsegments%2fopen")) {
            assertThat(operator.file("", outside).statusCode()).as(outside).isNotEqualTo(200);
        }
        assertThat(new String(operator.file("", "/proof").body(), UTF_8)).contains(head.origin());
    }

    /** File by file what the verifier writes; as a page it stands at the directory. */
    private void thePageThatChecksIsTheVerifiers() {
        Path web = Path.of(System.getProperty("sandyq.root")).resolve("core/page/src/main/resources/web");
        for (String name :
                List.of("index.html", "page.css", "page.js", "notes.js", "receipt.js", "liabilities.js", "words.js")) {
            HttpResponse<byte[]> answer = operator.file("", "/verify/" + name);
            assertThat(answer.statusCode()).as(name).isEqualTo(200);
            assertThat(web.resolve(name)).as(name).hasBinaryContent(answer.body());
        }
        HttpResponse<byte[]> page = operator.file("", "/verify/?lang=ru");
        assertThat(web.resolve("index.html")).hasBinaryContent(page.body());
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe"));
        assertThat(operator.file("", "/verify/none.js").statusCode()).isEqualTo(404);
        assertThat(new String(operator.file("", "/proof").body(), UTF_8)).contains("href=\"/verify/?lang=");
    }

    private byte[] publicFile(String name) {
        HttpResponse<byte[]> answer = operator.file("", "/log/" + name);
        assertThat(answer.statusCode()).as(name).isEqualTo(200);
        return answer.body();
    }

    private static long number(String publicId) {
        return Long.parseLong(publicId.substring(publicId.indexOf('-') + 1));
    }
}
