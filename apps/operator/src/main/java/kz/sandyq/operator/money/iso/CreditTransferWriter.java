package kz.sandyq.operator.money.iso;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.AmountType4Choice;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction34;
import com.prowidesoftware.swift.model.mx.dic.CustomerCreditTransferInitiationV09;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification18;
import com.prowidesoftware.swift.model.mx.dic.GenericOrganisationIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GenericPersonIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader85;
import com.prowidesoftware.swift.model.mx.dic.OrganisationIdentification29;
import com.prowidesoftware.swift.model.mx.dic.Party38Choice;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.PaymentIdentification6;
import com.prowidesoftware.swift.model.mx.dic.PaymentInstruction30;
import com.prowidesoftware.swift.model.mx.dic.PaymentMethod3Code;
import com.prowidesoftware.swift.model.mx.dic.PersonIdentification13;
import com.prowidesoftware.swift.model.mx.dic.RemittanceInformation16;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Writes a pain.001.001.09. The same content gives the same bytes, and what is written passes our own checker. */
public final class CreditTransferWriter {
    private CreditTransferWriter() {}

    /**
     * The message in UTF-8.
     *
     * @throws IllegalArgumentException when the content does not make a valid message
     */
    public static byte[] write(CreditTransfer transfer) {
        BigDecimal sum = transfer.payments().stream()
                .map(CreditTransfer.Payment::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        String count = Integer.toString(transfer.payments().size());
        var header = new GroupHeader85()
                .setMsgId(transfer.messageId())
                .setCreDtTm(transfer.createdAt().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
                .setNbOfTxs(count)
                .setCtrlSum(sum)
                .setInitgPty(new PartyIdentification135().setNm(transfer.initiator()));
        var block = new PaymentInstruction30()
                .setPmtInfId(transfer.messageId())
                .setPmtMtd(PaymentMethod3Code.TRF)
                .setNbOfTxs(count)
                .setCtrlSum(sum)
                .setReqdExctnDt(new DateAndDateTime2Choice().setDt(transfer.executionDate()))
                .setDbtr(new PartyIdentification135().setNm(transfer.initiator()))
                .setDbtrAcct(account(transfer.debtorIban()).setCcy(transfer.currency()))
                .setDbtrAgt(agent(transfer.debtorBic()));
        for (CreditTransfer.Payment payment : transfer.payments()) {
            block.addCdtTrfTxInf(payment(payment, transfer.currency()));
        }
        var message = new MxPain00100109()
                .setCstmrCdtTrfInitn(new CustomerCreditTransferInitiationV09()
                        .setGrpHdr(header)
                        .addPmtInf(block));
        byte[] bytes = message.message().getBytes(StandardCharsets.UTF_8);
        try {
            IsoChecker.check(IsoMessage.PAIN_001, new ByteArrayInputStream(bytes));
        } catch (IsoFaultException e) {
            throw new IllegalArgumentException("not a valid payment order: " + e.fault(), e);
        }
        return bytes;
    }

    private static CreditTransferTransaction34 payment(CreditTransfer.Payment payment, String currency) {
        var amount = new ActiveOrHistoricCurrencyAndAmount();
        amount.setCcy(currency);
        amount.setValue(payment.amount());
        return new CreditTransferTransaction34()
                .setPmtId(new PaymentIdentification6().setEndToEndId(payment.endToEndId()))
                .setAmt(new AmountType4Choice().setInstdAmt(amount))
                .setCdtrAgt(agent(payment.creditorBic()))
                .setCdtr(creditor(payment))
                .setCdtrAcct(account(payment.creditorIban()))
                .setRmtInf(new RemittanceInformation16().addUstrd(payment.text()));
    }

    private static PartyIdentification135 creditor(CreditTransfer.Payment payment) {
        var party = new PartyIdentification135().setNm(payment.creditorName());
        if (payment.creditorNumber().isEmpty()) {
            return party;
        }
        var id = new Party38Choice();
        if (payment.legalEntity()) {
            id.setOrgId(new OrganisationIdentification29()
                    .addOthr(new GenericOrganisationIdentification1().setId(payment.creditorNumber())));
        } else {
            id.setPrvtId(new PersonIdentification13()
                    .addOthr(new GenericPersonIdentification1().setId(payment.creditorNumber())));
        }
        return party.setId(id);
    }

    private static CashAccount38 account(String iban) {
        return new CashAccount38().setId(new AccountIdentification4Choice().setIBAN(iban));
    }

    private static BranchAndFinancialInstitutionIdentification6 agent(String bic) {
        return new BranchAndFinancialInstitutionIdentification6()
                .setFinInstnId(new FinancialInstitutionIdentification18().setBICFI(bic));
    }
}
