package kz.sandyq.operator.money.iso;

import com.prowidesoftware.swift.model.mx.dic.CreditDebitCode;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.EntryTransaction10;
import com.prowidesoftware.swift.model.mx.dic.Party38Choice;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.RemittanceInformation16;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import com.prowidesoftware.swift.model.mx.dic.ReturnReason5Choice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.sandyq.operator.money.iso.IsoFault.Code;
import org.jspecify.annotations.Nullable;

/** From the library's entry to our movements. */
final class EntryMapping {
    private static final ZoneId LEGAL_ZONE = ZoneId.of("Asia/Almaty");

    private final String messageId;
    private final String accountIban;
    private final String path;
    private final int line;

    EntryMapping(String messageId, String accountIban, String path, int line) {
        this.messageId = messageId;
        this.accountIban = accountIban;
        this.path = path;
        this.line = line;
    }

    /**
     * One movement per transaction; the entry itself when it has at most one.
     *
     * @throws IsoFaultException when the entry has no reference or its transactions do not add up to it
     */
    List<BankEntry> movements(ReportEntry10 entry) throws IsoFaultException {
        String reference = text(entry.getAcctSvcrRef());
        if (reference.isBlank()) {
            throw fault(Code.ENTRY_WITHOUT_REFERENCE, "/AcctSvcrRef", "missing");
        }
        List<EntryTransaction10> transactions = entry.getNtryDtls().stream()
                .flatMap(details -> details.getTxDtls().stream())
                .toList();
        if (transactions.isEmpty()) {
            return List.of(movement(entry, null, 0));
        }
        List<BankEntry> movements = new ArrayList<>(transactions.size());
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < transactions.size(); i++) {
            BankEntry movement = movement(entry, transactions.get(i), i);
            if (transactions.size() > 1
                    && !movement.currency().equals(entry.getAmt().getCcy())) {
                throw fault(Code.BATCH_SUM_MISMATCH, "/Amt", "currencies of a batch differ");
            }
            sum = movement.credit() == isCredit(entry.getCdtDbtInd())
                    ? sum.add(movement.amount())
                    : sum.subtract(movement.amount());
            movements.add(movement);
        }
        if (sum.compareTo(entry.getAmt().getValue()) != 0) {
            throw fault(
                    Code.BATCH_SUM_MISMATCH, "/Amt", "entry " + entry.getAmt().getValue() + ", transactions " + sum);
        }
        return movements;
    }

    private BankEntry movement(ReportEntry10 entry, @Nullable EntryTransaction10 transaction, int index) {
        var amount = transaction != null && transaction.getAmt() != null ? transaction.getAmt() : entry.getAmt();
        CreditDebitCode direction = transaction != null && transaction.getCdtDbtInd() != null
                ? transaction.getCdtDbtInd()
                : entry.getCdtDbtInd();
        var refs = transaction == null ? null : transaction.getRefs();
        var parties = transaction == null ? null : transaction.getRltdPties();
        PartyIdentification135 payer = parties == null || parties.getDbtr() == null
                ? null
                : parties.getDbtr().getPty();
        var remittance = transaction == null ? null : transaction.getRmtInf();
        return new BankEntry(
                messageId,
                accountIban,
                text(entry.getAcctSvcrRef()),
                index,
                text(
                        entry.getSts().getCd() == null
                                ? entry.getSts().getPrtry()
                                : entry.getSts().getCd()),
                isCredit(direction),
                Boolean.TRUE.equals(entry.isRvslInd()),
                amount.getValue(),
                amount.getCcy(),
                date(entry.getBookgDt()),
                refs == null ? "" : text(refs.getEndToEndId()),
                refs == null ? "" : text(refs.getAcctSvcrRef()),
                payer == null ? List.of() : numbers(payer.getId()),
                payer == null ? "" : text(payer.getNm()),
                structured(remittance),
                remittance == null ? "" : String.join("\n", remittance.getUstrd()),
                transaction == null ? Optional.empty() : returnReason(transaction));
    }

    private static boolean isCredit(CreditDebitCode code) {
        return code == CreditDebitCode.CRDT;
    }

    private static Optional<LocalDate> date(@Nullable DateAndDateTime2Choice choice) {
        if (choice == null) {
            return Optional.empty();
        }
        if (choice.getDt() != null) {
            return Optional.of(choice.getDt());
        }
        return Optional.ofNullable(choice.getDtTm())
                .map(time -> time.atZoneSameInstant(LEGAL_ZONE).toLocalDate());
    }

    private static List<String> numbers(@Nullable Party38Choice id) {
        if (id == null) {
            return List.of();
        }
        Stream<String> organisation = id.getOrgId() == null
                ? Stream.of()
                : id.getOrgId().getOthr().stream().map(other -> text(other.getId()));
        Stream<String> person = id.getPrvtId() == null
                ? Stream.of()
                : id.getPrvtId().getOthr().stream().map(other -> text(other.getId()));
        return Stream.concat(organisation, person)
                .filter(number -> number.matches("[0-9]{12}"))
                .distinct()
                .toList();
    }

    private static List<String> structured(@Nullable RemittanceInformation16 remittance) {
        if (remittance == null) {
            return List.of();
        }
        return remittance.getStrd().stream()
                .filter(structured -> structured.getCdtrRefInf() != null)
                .map(structured -> text(structured.getCdtrRefInf().getRef()))
                .filter(reference -> !reference.isEmpty())
                .toList();
    }

    private static Optional<String> returnReason(EntryTransaction10 transaction) {
        var information = transaction.getRtrInf();
        if (information == null) {
            return Optional.empty();
        }
        ReturnReason5Choice reason = information.getRsn();
        String code = reason == null ? "" : text(reason.getCd() == null ? reason.getPrtry() : reason.getCd());
        return Optional.of((code + " " + String.join(" ", information.getAddtlInf())).trim());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private IsoFaultException fault(Code code, String below, String detail) {
        return new IsoFaultException(new IsoFault(code, path + below, line, detail));
    }
}
