package kz.sandyq.operator.cabinet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.proof.LiabilityNotes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.readmodel.ReadModelPosition;
import kz.sandyq.readmodel.RecordRows;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.liability.HolderFile;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** A client's place in the published totals of what is owed, beside what the register says of the same entry. */
@Controller
@LegalBasis("LAW-1.4")
class LiabilitiesWeb {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final OwnAccounts accounts;
    private final CabinetIds ids;
    private final LiabilityNotes notes;
    private final JdbcClient jdbc;
    private final ReadModelPosition position;
    private final CurrentActor actor;

    LiabilitiesWeb(
            OwnAccounts accounts,
            CabinetIds ids,
            LiabilityNotes notes,
            JdbcClient jdbc,
            ReadModelPosition position,
            CurrentActor actor) {
        this.accounts = accounts;
        this.ids = ids;
        this.notes = notes;
        this.jdbc = jdbc;
        this.position = position;
        this.actor = actor;
    }

    private record Registered(long accountId, long assetId, String code, int scale, long total) {}

    /**
     * An own account in the total of an asset, decimal texts.
     *
     * @param inTotal what the total holds of it
     * @param inRegister what the register says
     * @param equal whether these are the same
     */
    record Place(String accountId, String assetId, String code, String inTotal, String inRegister, boolean equal) {}

    /**
     * The client's places in one round.
     *
     * @param sequences rounds of which files are kept, the newest first
     * @param sequence the entry after which all this is owed
     */
    record Round(List<Long> sequences, long sequence, Instant at, List<Place> items) {}

    /** The newest round unless one is named; not found (404) when there is none, or it is not kept. */
    @GetMapping("/api/v1/me/liabilities")
    @ResponseBody
    Round places(@RequestParam(defaultValue = "0") long sequence) {
        List<Long> own = accounts.of(Clients.of(actor));
        List<Long> kept = notes.sequences();
        if (kept.isEmpty()) {
            throw RefusedException.notFound();
        }
        long asked = sequence == 0 ? kept.getFirst() : sequence;
        Instant at = Instant.ofEpochMilli(notes.timestampMs(asked));
        if (!position.await(asked, PATIENCE)) {
            throw new RefusedException("PROOF_NOT_YET", asked).status(409);
        }
        List<Place> places = new ArrayList<>();
        for (Registered row : registered(own, asked)) {
            long inTotal = notes.holder(asked, row.assetId(), row.accountId())
                    .map(LiabilitiesWeb::owedMinor)
                    .orElse(0L);
            if (inTotal != 0 || row.total() != 0) {
                places.add(new Place(
                        ids.of(row.accountId()),
                        ids.of(row.assetId()),
                        row.code(),
                        Amounts.decimal(inTotal, row.scale()),
                        Amounts.decimal(row.total(), row.scale()),
                        inTotal == row.total()));
            }
        }
        return new Round(kept, asked, at, places);
    }

    @GetMapping("/cabinet/liabilities")
    String page(@RequestParam(defaultValue = "0") long sequence, Model model) {
        @Nullable Round round = notes.sequences().isEmpty() ? null : places(sequence);
        model.addAttribute("round", round);
        return "cabinet/liabilities";
    }

    /** The file by which the client, or whoever he gives it to, checks his place; own accounts only. */
    @GetMapping({
        "/api/v1/me/liabilities/{sequence:[0-9]{1,18}}/{accountId}/{assetId}",
        "/cabinet/liabilities/{sequence:[0-9]{1,18}}/{accountId}/{assetId}"
    })
    @ResponseBody
    ResponseEntity<byte[]> file(
            @PathVariable long sequence, @PathVariable String accountId, @PathVariable String assetId) {
        long account = accounts.own(Clients.of(actor), ids.parse(accountId));
        HolderFile file = notes.holder(sequence, ids.parse(assetId), account).orElseThrow(RefusedException::notFound);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("liabilities-" + sequence + "-" + accountId + "-" + assetId + ".txt")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(file.format());
    }

    private static long owedMinor(HolderFile file) {
        try {
            return file.owedMinor();
        } catch (Refused impossible) {
            throw new IllegalStateException("the own tree does not add up", impossible);
        }
    }

    /** What these accounts held after an entry, also what is gone since. */
    private List<Registered> registered(List<Long> own, long sequence) {
        if (own.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select b.account_id, b.asset_id, a.code, a.scale, l.total from readmodel.balance b"
                        + " join readmodel.asset a on a.asset_id = b.asset_id cross join lateral"
                        + " (select p.available + p.held + p.blocked total from readmodel.posting p"
                        + " where p.asset_id = b.asset_id and p.account_id = b.account_id and p.sequence <= :sequence"
                        + " order by p.sequence desc, p.event_index desc limit 1) l"
                        + " where b.account_id in (:accounts) order by b.asset_id, b.account_id")
                .param("sequence", sequence)
                .param("accounts", own)
                .query(RecordRows.of(Registered.class))
                .list();
    }

    /** Who may come here: clients and issuers, each about himself. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> liabilitiesAccess() {
            return Stream.of("/cabinet/liabilities/**", "/api/v1/me/liabilities/**")
                    .map(path -> AccessRule.roles(path, Role.CLIENT, Role.ISSUER))
                    .toList();
        }
    }
}
