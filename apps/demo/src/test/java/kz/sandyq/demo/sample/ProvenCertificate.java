package kz.sandyq.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.FactKind;
import kz.sandyq.protocol.sbe.FactRecordedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.receipt.ReceiptVerifier;
import kz.sandyq.transparency.receipt.Verdict;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** The certificate of a base asset in a client's hands: the file, the number printed on it, and the public keys. */
final class ProvenCertificate {
    private static final Pattern CHECK = Pattern.compile("/check/([0-9a-f]{32})");

    private ProvenCertificate() {}

    /** Opens what the log has of it, cosigned by so many members. */
    static void isInTheLog(RunningDemo demo, String login, int members) throws Exception {
        JsonNode issue = demo.user(login)
                .get("/issues")
                .body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("code").asString().equals(backed().code()))
                .findFirst()
                .orElseThrow();
        byte[] pdf = demo.file(login, "/api/v1/issues/" + issue.path("id").asString() + "/certificate");
        Matcher printed = CHECK.matcher(words(pdf));
        assertThat(printed.find()).isTrue();
        String number = printed.group(1);
        Awaitility.await("the certificate is proven")
                .atMost(Duration.ofSeconds(60))
                .until(() -> demo.visitorSees("/api/v1/papers/" + number).contains("\"PROVEN_BY_OPERATOR\""));
        byte[] receipt = demo.file("", "/api/v1/papers/" + number + "/receipt");
        Policy policy = Policy.parse(demo.file("", "/log/policy"));
        String origin = Checkpoint.parse(
                        SignedNote.parse(demo.file("", "/log/checkpoint")).text())
                .origin();
        Verdict verdict = new ReceiptVerifier(policy, origin, 1).verify(receipt);
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Proven.class, proven -> {
            assertThat(proven.nodes()).hasSizeGreaterThanOrEqualTo(members);
            var recorded = new FactRecordedDecoder()
                    .wrapAndApplyHeader(new UnsafeBuffer(proven.record()), 0, new MessageHeaderDecoder());
            byte[] commitment = new byte[32];
            recorded.commitment().getBytes(commitment, 0, commitment.length);
            assertThat(commitment)
                    .isEqualTo(Fact.of(
                                    FactKind.CERTIFICATE,
                                    HexFormat.of().parseHex(number),
                                    Key.sha256().digest(pdf))
                            .commitment());
        });
    }

    private static SampleIssue backed() {
        return SampleIssue.ALL.stream()
                .filter(each -> each.backing() != null)
                .findFirst()
                .orElseThrow();
    }

    private static String words(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
        }
    }
}
