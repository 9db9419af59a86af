package kz.sandyq.operator.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.translog.LiabilityRounds;
import kz.sandyq.transparency.liability.HolderFile;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.ObjectMapper;

/**
 * What is owed to holders, as it is published: notes for everybody, files for holders, and rounds beside the regular
 * ones on the word of two administrators.
 */
@Component
public class LiabilityNotes implements ApprovalHandler {
    static final String KIND = "liabilities.publish";

    private final ObjectProvider<ProofLoop> loop;
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectMapper json;

    LiabilityNotes(ObjectProvider<ProofLoop> loop, ObjectProvider<FourEyes> fourEyes, ObjectMapper json) {
        this.loop = loop;
        this.fourEyes = fourEyes;
        this.json = json;
    }

    Optional<LiabilityRounds> rounds() {
        return Optional.ofNullable(loop.getIfAvailable()).map(ProofLoop::liabilities);
    }

    /** Sequences of the rounds of which holders can have their files, the newest first. */
    public List<Long> sequences() {
        return rounds().map(LiabilityRounds::sequences).orElse(List.of());
    }

    /** Cluster time of such a round, Unix milliseconds; not found (404) for another one. */
    public long timestampMs(long sequence) {
        return rounds().flatMap(each -> each.timestampMs(sequence)).orElseThrow(RefusedException::notFound);
    }

    /** The file of a holder, if anything was owed to him. Whether the asker may have it is for the caller to know. */
    public Optional<HolderFile> holder(long sequence, long assetId, long accountId) {
        return rounds().flatMap(each -> each.holder(sequence, assetId, accountId));
    }

    /** The total of an asset in such a round, minor units; nothing when it was not there then. */
    public OptionalLong totalMinor(long sequence, long assetId) {
        return rounds().flatMap(each -> each.statement(sequence, assetId)).stream()
                .mapToLong(each -> each.root().sumMinor())
                .findFirst();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of("ADMINISTRATOR");
    }

    /** Taken behind the next block; approved twice it is taken once. */
    @Override
    public void approved(Approval approval) {
        rounds().orElseThrow(RefusedException::notFound).want();
    }

    @Override
    public void declined(Approval approval) {
        // The proposal itself is the record; nothing was published.
    }

    /** Proposes a round now; not found (404) where no blocks are kept. */
    @Transactional
    public long propose() {
        List<Long> published = rounds().orElseThrow(RefusedException::notFound).published();
        long newest = published.isEmpty() ? 0 : published.getLast();
        return fourEyes.getObject()
                .propose(KIND, "log:liabilities", json.writeValueAsString(Map.of("before", Map.of("newest", newest))));
    }

    /** Notes for everybody, beside the tiles; proposals by administrators. */
    @RestController
    static class Web {
        private final LiabilityNotes notes;

        Web(LiabilityNotes notes) {
            this.notes = notes;
        }

        @GetMapping("/log/liabilities")
        ResponseEntity<byte[]> list() {
            List<Long> published =
                    notes.rounds().map(LiabilityRounds::published).orElse(List.of());
            return PublicLog.text(published.stream()
                    .map(sequence -> sequence + "\n")
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8));
        }

        @GetMapping("/log/liabilities/{sequence:[0-9]{1,18}}")
        ResponseEntity<byte[]> note(@PathVariable long sequence) {
            return PublicLog.text(
                    notes.rounds().flatMap(each -> each.note(sequence)).orElseThrow(RefusedException::notFound));
        }

        @PostMapping("/api/v1/log/liabilities")
        @ResponseStatus(HttpStatus.ACCEPTED)
        LogPurgeApi.Proposed propose() {
            return new LogPurgeApi.Proposed(String.valueOf(notes.propose()));
        }
    }
}
