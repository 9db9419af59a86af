package kz.sandyq.demo.bank;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The bank's messages as text. */
final class BankXml {
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";

    private BankXml() {}

    /** A camt.054 with these entries. */
    static String notification(String messageId, String iban, Instant now, List<String> entries) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="%scamt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>
                <Ntfctn><Id>%s</Id><Acct><Id><IBAN>%s</IBAN></Id></Acct>
                %s</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(NAMESPACE, messageId, now, messageId, iban, String.join("", entries));
    }

    /** An entry of status BOOK. */
    static String entry(
            String reference,
            BigDecimal amount,
            String currency,
            boolean credit,
            boolean reversal,
            Instant now,
            String details) {
        return """
                <Ntry><Amt Ccy="%s">%s</Amt><CdtDbtInd>%s</CdtDbtInd>%s<Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>%s</Dt></BookgDt><AcctSvcrRef>%s</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>%s</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls>%s</TxDtls></NtryDtls></Ntry>
                """.formatted(
                        currency,
                        amount.toPlainString(),
                        credit ? "CRDT" : "DBIT",
                        reversal ? "<RvslInd>true</RvslInd>" : "",
                        now.atZone(ZONE).toLocalDate(),
                        reference,
                        credit ? "RCDT" : "ICDT",
                        details);
    }

    /** Details of money that came from somebody. */
    static String payerDetails(String payerName, String payerNumber, boolean legalEntity, String text) {
        String kind = legalEntity ? "OrgId" : "PrvtId";
        String id = payerNumber.isEmpty()
                ? ""
                : "<Id><%s><Othr><Id>%s</Id></Othr></%s></Id>".formatted(kind, payerNumber, kind);
        return "<RltdPties><Dbtr><Pty><Nm>%s</Nm>%s</Pty></Dbtr></RltdPties><RmtInf><Ustrd>%s</Ustrd></RmtInf>"
                .formatted(escape(payerName), id, escape(text));
    }

    static String endToEnd(String endToEndId) {
        return "<Refs><EndToEndId>" + escape(endToEndId) + "</EndToEndId></Refs>";
    }

    static String reversed(String reference) {
        return "<Refs><AcctSvcrRef>" + escape(reference) + "</AcctSvcrRef></Refs>";
    }

    static String returnReason(String code) {
        return "<RtrInf><Rsn><Cd>" + escape(code) + "</Cd></Rsn></RtrInf>";
    }

    /** A pain.002 with the status of each payment. */
    static String status(PaymentOrder order, String messageId, Instant now, List<String> statuses, String group) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="%spain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
                <GrpSts>%s</GrpSts></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId>%s</OrgnlPmtInfAndSts>
                </CstmrPmtStsRpt></Document>
                """.formatted(
                NAMESPACE, messageId, now, order.messageId(), group, order.messageId(), String.join("", statuses));
    }

    /** Status of one payment; an empty reason is none. */
    static String paymentStatus(String endToEndId, String status, String reason) {
        String why = reason.isEmpty() ? "" : "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>";
        return "<TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>%s</TxSts>%s</TxInfAndSts>"
                .formatted(escape(endToEndId), status, why);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
