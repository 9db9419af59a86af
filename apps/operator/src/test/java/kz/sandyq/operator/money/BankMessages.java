package kz.sandyq.operator.money;

/** Messages as a bank writes them. */
public final class BankMessages {
    private BankMessages() {}

    public static String notification(String... entries) {
        return notificationOf(MoneyFixture.IBAN, entries);
    }

    public static String notificationOf(String iban, String... entries) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>N-1</MsgId><CreDtTm>2026-11-20T10:00:00+05:00</CreDtTm></GrpHdr>
                <Ntfctn><Id>1</Id><Acct><Id><IBAN>%s</IBAN></Id></Acct>%s</Ntfctn>
                </BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(iban, String.join("", entries));
    }

    public static String credit(String reference, String amount, String payer, String text) {
        return entry(reference, "KZT", amount, "CRDT", "", details("", amount, payer, text, ""));
    }

    public static String debit(String reference, String amount, String endToEndId) {
        return entry(reference, "KZT", amount, "DBIT", "", details(endToEndId, amount, "", "payout", ""));
    }

    public static String returned(String reference, String amount, String endToEndId, String reason) {
        String information = "<RtrInf><Rsn><Cd>" + reason + "</Cd></Rsn></RtrInf>";
        return entry(reference, "KZT", amount, "CRDT", "", details(endToEndId, amount, "", "return", information));
    }

    public static String reversal(String reference, String amount, String original) {
        String details = "<TxDtls><Refs><AcctSvcrRef>" + original + "</AcctSvcrRef></Refs></TxDtls>";
        return entry(reference, "KZT", amount, "DBIT", "<RvslInd>true</RvslInd>", details);
    }

    public static String entry(
            String reference, String currency, String amount, String direction, String reversal, String details) {
        return """
                <Ntry><Amt Ccy="%s">%s</Amt><CdtDbtInd>%s</CdtDbtInd>%s<Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>%s</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls>%s</NtryDtls></Ntry>
                """.formatted(currency, amount, direction, reversal, reference, details);
    }

    public static String details(String endToEndId, String amount, String payer, String text, String returned) {
        String refs = endToEndId.isEmpty() ? "" : "<Refs><EndToEndId>" + endToEndId + "</EndToEndId></Refs>";
        String party = payer.isEmpty()
                ? ""
                : "<RltdPties><Dbtr><Pty><Nm>Payer</Nm><Id><PrvtId><Othr><Id>" + payer
                        + "</Id></Othr></PrvtId></Id></Pty></Dbtr></RltdPties>";
        return "<TxDtls>" + refs + "<Amt Ccy=\"KZT\">" + amount + "</Amt>" + party + "<RmtInf><Ustrd>" + text
                + "</Ustrd></RmtInf>" + returned + "</TxDtls>";
    }

    public static String status(String messageId, String groupStatus, String payments) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>S-1</MsgId><CreDtTm>2026-11-20T10:00:00Z</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
                <GrpSts>%s</GrpSts></OrgnlGrpInfAndSts>%s</CstmrPmtStsRpt></Document>
                """.formatted(messageId, groupStatus, payments);
    }

    public static String rejected(String messageId, String endToEndId, String reason) {
        return "<OrgnlPmtInfAndSts><OrgnlPmtInfId>" + messageId + "</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>"
                + endToEndId + "</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>" + reason
                + "</Cd></Rsn></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts>";
    }
}
