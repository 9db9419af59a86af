package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.readmodel.SuspendedTransferQueries;
import kz.sandyq.readmodel.SuspendedTransferQueries.Transfer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The client's transfers that wait for data: what is missing, and until when. */
@Controller
@LegalBasis("LAW-6.27")
class TransfersWeb {
    private static final int LIMIT_MAX = 200;

    private final SuspendedTransferQueries transfers;
    private final JdbcClient jdbc;
    private final OwnAccounts accounts;
    private final CabinetIds ids;
    private final CurrentActor actor;

    TransfersWeb(JdbcClient jdbc, OwnAccounts accounts, CabinetIds ids, CurrentActor actor) {
        this.transfers = new SuspendedTransferQueries(jdbc);
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.ids = ids;
        this.actor = actor;
    }

    /**
     * A transfer of the client's; the quantity is a decimal text. The other side is not named.
     *
     * @param accountId his account
     * @param incoming whether it is to reach him
     * @param status SUSPENDED, RELEASED, REFUSED or EXPIRED
     * @param missing SENDER_DATA, RECIPIENT_DATA or DATA_OF_BOTH; absent when nobody has said
     * @param expiresAt without data it goes back then
     */
    record OwnTransferView(
            String id,
            String accountId,
            boolean incoming,
            String asset,
            String quantity,
            String status,
            @Nullable String missing,
            Instant since,
            Instant expiresAt,
            long sequence) {}

    @GetMapping("/api/v1/me/suspended-transfers")
    @ResponseBody
    Page<OwnTransferView> list(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        return page(cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/cabinet/transfers")
    String page(@RequestParam(defaultValue = "") String cursor, Model model) {
        model.addAttribute("page", page(cursor, Page.SIZE));
        return "cabinet/transfers";
    }

    private Page<OwnTransferView> page(String cursor, int size) {
        List<Long> own = accounts.of(Clients.of(actor));
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(
                        transfers.of(own, before, size + 1),
                        size,
                        transfers.count(own),
                        row -> Keyset.of(row.transferId()))
                .map(row -> view(row, own));
    }

    private OwnTransferView view(Transfer row, List<Long> own) {
        boolean incoming = !own.contains(row.fromAccountId());
        return new OwnTransferView(
                ids.of(row.transferId()),
                ids.of(incoming ? row.toAccountId() : row.fromAccountId()),
                incoming,
                row.assetCode(),
                Amounts.decimal(row.quantity(), row.assetScale()),
                row.status(),
                missing(row.transferId()),
                row.since(),
                row.expiresAt(),
                row.sequence());
    }

    /** What the desk said when it suspended the transfer. */
    private @Nullable String missing(long transferId) {
        return jdbc.sql("select given ->> 'missing' from operator.act"
                        + " where kind = 'TRANSFER_SUSPENSION' and state = 'APPLIED' and result_id = :id")
                .param("id", transferId)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Who may come here: clients and issuers, each about himself. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> transferAccess() {
            return List.of(
                    AccessRule.roles("/cabinet/transfers", Role.CLIENT, Role.ISSUER),
                    AccessRule.roles("/api/v1/me/suspended-transfers", Role.CLIENT, Role.ISSUER));
        }

        @Bean
        NavigationEntry transferNavigation() {
            Set<String> roles = Set.of(Role.CLIENT.name(), Role.ISSUER.name());
            return new NavigationEntry(23, "cabinet.transfers", "/cabinet/transfers", roles, "");
        }
    }
}
