package kz.sandyq.operator.money;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.money.BankAccountOpening.Step;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Opens the operator's bank accounts: two administrators agree, then the core makes the asset and the accounts. */
@Service
class BankAccountOpenings implements ApprovalHandler, CommandAnswerHandler {
    static final String KIND = "money.bankAccount";
    private static final String SUBJECT = "bankAccountOpening:";

    private final JdbcClient database;
    private final BankAccounts banks;
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectProvider<CommandOutbox> outbox;
    private final SandyqClock clock;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final ObjectMapper json;
    private final Path folders;

    BankAccountOpenings(
            JdbcClient database,
            BankAccounts banks,
            ObjectProvider<FourEyes> fourEyes,
            ObjectProvider<CommandOutbox> outbox,
            SandyqClock clock,
            Audit audit,
            ApplicationEventPublisher events,
            ObjectMapper json,
            @Value("${sandyq.money.directory:${sandyq.data.directory:.sandyq}/bank}") Path folders) {
        this.database = database;
        this.banks = banks;
        this.fourEyes = fourEyes;
        this.outbox = outbox;
        this.clock = clock;
        this.audit = audit;
        this.events = events;
        this.json = json;
        this.folders = folders.toAbsolutePath();
    }

    /** What an administrator states of an account. */
    record Form(String iban, String bic, String bankName, String currency) {
        Form {
            iban = ClientMoney.iban(iban, "iban");
            bic = ClientMoney.bic(bic, "bic");
            bankName = bankName.strip();
            currency = currency.strip().toUpperCase(Locale.ROOT);
        }
    }

    /**
     * Proposes an account.
     *
     * @return id of the opening
     * @throws RefusedException IBAN_NOT_VALID, BIC_NOT_VALID, BANK_NAME_LENGTH, CURRENCY_UNKNOWN, BANK_ACCOUNT_EXISTS
     */
    @Transactional
    public long propose(Actor actor, Form form) {
        if (form.bankName().isEmpty() || form.bankName().length() > 140) {
            throw new RefusedException("BANK_NAME_LENGTH", 140).field("bankName");
        }
        int scale = Currency.getAvailableCurrencies().stream()
                .filter(each -> each.getCurrencyCode().equals(form.currency()))
                .mapToInt(Currency::getDefaultFractionDigits)
                .filter(digits -> digits >= 0)
                .findFirst()
                .orElseThrow(() -> new RefusedException("CURRENCY_UNKNOWN").field("currency"));
        long id = database.sql("""
                        insert into operator.bank_account_opening
                            (iban, bic, bank_name, currency, scale, state, first_person_id, created_at)
                        values (:iban, :bic, :name, :currency, :scale, 'PROPOSED', :person, :now)
                        on conflict do nothing returning id""")
                .param("iban", form.iban())
                .param("bic", form.bic())
                .param("name", form.bankName())
                .param("currency", form.currency())
                .param("scale", scale)
                .param("person", actor.personId())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional()
                .orElseThrow(() ->
                        new RefusedException("BANK_ACCOUNT_EXISTS").status(409).field("iban"));
        fourEyes.getObject().propose(KIND, SUBJECT + id, json.writeValueAsString(form));
        return id;
    }

    /** All of them, newest first. */
    List<BankAccountOpening> all() {
        return Rows.list(database.sql("select * from operator.bank_account_opening order by id desc")
                .query(BankAccountOpening.class));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of("ADMINISTRATOR");
    }

    @Override
    public void approved(Approval approval) {
        long id = id(approval);
        boolean going = database.sql("select exists (select 1 from operator.bank_account_opening where state in"
                        + " ('ASSET', 'WALLET', 'BANK_SIDE', 'SUSPENSE', 'CLAIM', 'OPERATOR_OWN'))")
                .query(Boolean.class)
                .single();
        if (going) {
            throw new RefusedException("BANK_ACCOUNT_OPENING_GOES_ON").status(409);
        }
        database.sql("""
                        update operator.bank_account_opening o set state = 'ASSET', second_person_id = :second,
                            asset_id = coalesce((select min(a.asset_id) from readmodel.asset a
                                where a.code = o.currency and a.asset_kind = 'MONEY'), 0),
                            wallet_id = coalesce((select max(w.wallet_id) from operator.bank_account_opening w), 0)
                        where id = :id""")
                .param("second", Objects.requireNonNull(approval.decidedPerson()))
                .param("id", id)
                .update();
        proceed(get(id));
    }

    @Override
    public void declined(Approval approval) {
        state(id(approval), "DECLINED", 0);
    }

    @Override
    public String objectType() {
        return "MONEY_BANK_ACCOUNT";
    }

    @Override
    public void answered(long id, CommandReply reply) {
        BankAccountOpening opening = get(id);
        if (reply.rejectCode() != 0) {
            state(id, "REFUSED", reply.rejectCode());
            return;
        }
        database.sql("update operator.bank_account_opening set " + Step.valueOf(opening.state()).column
                        + " = :number where id = :id")
                .param("number", reply.resultId())
                .param("id", id)
                .update();
        proceed(get(id));
    }

    /** Asks the core for what is missing next; when nothing is, the account is open. */
    private void proceed(BankAccountOpening opening) {
        Optional<Step> next = Arrays.stream(Step.values())
                .filter(step -> step.known(opening) == 0)
                .findFirst();
        if (next.isEmpty()) {
            open(opening);
            return;
        }
        state(opening.id(), next.get().name(), 0);
        outbox.getObject()
                .enqueue(
                        objectType(),
                        opening.id(),
                        new CommandContext(
                                "money",
                                MoneyKeys.key(clock.instant(), "bank account " + opening.id() + " " + next.get()),
                                opening.firstPersonId(),
                                opening.firstPersonId(),
                                opening.secondPersonId()),
                        next.get().command(opening));
    }

    private void open(BankAccountOpening opening) {
        state(opening.id(), "OPEN", 0);
        long bank = banks.add(new BankAccount(
                0,
                opening.iban(),
                opening.bic(),
                opening.bankName(),
                opening.currency(),
                opening.assetId(),
                opening.scale(),
                opening.coreAccountId(),
                opening.suspenseAccountId(),
                opening.claimAccountId(),
                opening.ownAccountId(),
                folders.resolve(opening.iban()).toString()));
        audit.record("BANK_ACCOUNT_OPEN", "bankAccount:" + bank, Map.of("iban", opening.iban()));
        events.publishEvent(new BankAccountOpened(bank, opening.assetId()));
    }

    private BankAccountOpening get(long id) {
        return database.sql("select * from operator.bank_account_opening where id = :id")
                .param("id", id)
                .query(BankAccountOpening.class)
                .single();
    }

    private void state(long id, String state, int rejectCode) {
        database.sql("update operator.bank_account_opening set state = :state, reject_code = :code where id = :id")
                .param("state", state)
                .param("code", rejectCode)
                .param("id", id)
                .update();
    }

    private static long id(Approval approval) {
        return Long.parseLong(approval.subject().substring(SUBJECT.length()));
    }
}
