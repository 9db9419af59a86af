package kz.sandyq.operator.money.iso;

import java.nio.charset.StandardCharsets;

/** Messages as a bank writes them. */
final class Samples {
    private Samples() {}

    static String notification(String entries) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>N-1</MsgId><CreDtTm>2026-11-20T10:00:00+05:00</CreDtTm></GrpHdr>
                <Ntfctn><Id>1</Id><Acct><Id><IBAN>KZ86125KZT5004100100</IBAN></Id><Ccy>KZT</Ccy></Acct>
                %s</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(entries);
    }

    static String entry(String amount, String reference, String details) {
        return """
                <Ntry><Amt Ccy="KZT">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-11-20</Dt></BookgDt>%s
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls>%s</NtryDtls></Ntry>
                """.formatted(
                        amount, reference.isEmpty() ? "" : "<AcctSvcrRef>" + reference + "</AcctSvcrRef>", details);
    }

    static String details(String amount, String text) {
        return """
                <TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs><Amt Ccy="KZT">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                <RltdPties><Dbtr><Pty><Nm>Айгерім Сәрсенова</Nm>
                <Id><PrvtId><Othr><Id>900101400123</Id></Othr></PrvtId></Id></Pty></Dbtr></RltdPties>
                <RmtInf><Ustrd>%s</Ustrd></RmtInf></TxDtls>
                """.formatted(amount, text);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
