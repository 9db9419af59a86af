package kz.sandyq.operator.money.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import kz.sandyq.operator.money.iso.IsoFault.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoCheckerTest {
    private static final String NTRY = "/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]";

    @Test
    void goodMessagePasses() {
        assertThatCode(() -> IsoChecker.check(IsoMessage.CAMT_054, stream(good())))
                .doesNotThrowAnyException();
    }

    /** One replacement in a good message, the fault it must give and where. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            </GrpHdr>; </GrpHdrs>; XML_MALFORMED; *
            camt.054.001.08; camt.054.001.02; ISO_OTHER_VERSION; /Document
            camt.054.001.08; pain.001.001.09; ISO_OTHER_VERSION; /Document
            <Ntfctn><Id>1</Id>; <Ntfctn><Id>1</Id><Foo/>; ISO_UNKNOWN_ELEMENT; NTF/Foo
            BkToCstmrDbtCdtNtfctn>; BkToCstmrStmt>; ISO_UNKNOWN_ELEMENT; /Document/BkToCstmrStmt
            <MsgId>N-1</MsgId>; ; ISO_MISSING_ELEMENT; HDR/MsgId
            IND; <Sts>; ISO_MISSING_ELEMENT; NTRY/CdtDbtInd
            <Cd>BOOK</Cd>; ; ISO_MISSING_ELEMENT; NTRY/Sts
            <Cd>BOOK</Cd>; <Cd>BOOK</Cd><Prtry>X</Prtry>; ISO_CHOICE; NTRY/Sts/Prtry
            <Id>1</Id>; <Id>1</Id><Id>2</Id>; ISO_WRONG_ORDER; NTF/Id
            <Ccy>KZT</Ccy></Acct>; </Acct><Id>2</Id>; ISO_WRONG_ORDER; NTF/Id
            <Amt Ccy="KZT">100.00</Amt>IND; <Amt>100.00</Amt>IND; ISO_ATTRIBUTE; NTRY/Amt
            <MsgId>; <MsgId lang="kk">; ISO_ATTRIBUTE; HDR/MsgId
            <Amt Ccy="KZT">100.00; <Amt Ccy="kzt">100.00; ISO_WRONG_TYPE; NTRY/Amt
            <Amt Ccy="KZT">100.00; <Amt Ccy="KZT">abc; ISO_WRONG_TYPE; NTRY/Amt
            <Amt Ccy="KZT">100.00; <Amt Ccy="KZT">1e2; ISO_WRONG_TYPE; NTRY/Amt
            <Amt Ccy="KZT">100.00; <Amt Ccy="KZT">-1; ISO_WRONG_TYPE; NTRY/Amt
            <Amt Ccy="KZT">100.00; <Amt Ccy="KZT">1.123456; ISO_WRONG_TYPE; NTRY/Amt
            <Amt Ccy="KZT">100.00; <Amt Ccy="KZT">1234567890123456789; ISO_WRONG_TYPE; NTRY/Amt
            <Dt>2026-11-20</Dt>; <Dt>2026-02-30</Dt>; ISO_WRONG_TYPE; NTRY/BookgDt/Dt
            2026-11-20T10:00:00+05:00; yesterday; ISO_WRONG_TYPE; HDR/CreDtTm
            KZ86125KZT5004100100; 86KZ; ISO_WRONG_TYPE; NTF/Acct/Id/IBAN
            <Ntfctn>; <Ntfctn>text; ISO_WRONG_TYPE; NTF
            <MsgId>N-1</MsgId>; <MsgId></MsgId>; ISO_WRONG_LENGTH; HDR/MsgId
            N-1; N-12345678901234567890123456789012345; ISO_WRONG_LENGTH; HDR/MsgId
            <Cd>BOOK</Cd>; <Cd>BOOKED</Cd>; ISO_WRONG_LENGTH; NTRY/Sts/Cd
            IND; <CdtDbtInd>CREDIT</CdtDbtInd><Sts>; ISO_WRONG_CODE; NTRY/CdtDbtInd
            """)
    void faultRefusesTheMessageWithItsPath(String from, String to, Code code, String path) {
        String bad = good().replace(expand(from), to == null ? "" : expand(to));
        assertThat(bad).as("the replacement changes the message").isNotEqualTo(good());
        assertThatThrownBy(() -> IsoChecker.check(IsoMessage.CAMT_054, stream(bad)))
                .isInstanceOfSatisfying(IsoFaultException.class, e -> {
                    assertThat(e.fault().code()).isEqualTo(code);
                    if (!path.equals("*")) {
                        assertThat(e.fault().path()).isEqualTo(expand(path));
                        assertThat(e.fault().line()).isPositive();
                    }
                });
    }

    @Test
    void entityExpansionIsRefusedBeforeItIsRead() {
        String bomb = "<!DOCTYPE Document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";
        String bad = good().replace("<Document", bomb + "<Document").replace("N-1", "&b;");
        assertFault(stream(bad), Code.XML_DTD);
    }

    @Test
    void externalEntityIsRefused() {
        String bad = good().replace("<Document", "<!DOCTYPE Document SYSTEM \"file:///etc/hostname\"><Document");
        assertFault(stream(bad), Code.XML_DTD);
    }

    @Test
    void fiftyMegabytesWithOneBadEntryAreRefusedAtThatEntry() {
        int count = 90_000;
        String entry = Samples.entry("100.00", "B-1", Samples.details("100.00", "text"));
        String bad = entry.replace("CRDT", "CREDIT");
        long size = (long) count * Samples.bytes(entry).length;
        assertThat(size).isGreaterThan(50_000_000L);
        String[] parts = Samples.notification("|").split("\\|");
        assertThatThrownBy(() -> IsoChecker.check(
                        IsoMessage.CAMT_054, parts(parts[0], Samples.bytes(entry), count, bad + parts[1])))
                .isInstanceOfSatisfying(IsoFaultException.class, e -> {
                    assertThat(e.fault().code()).isEqualTo(Code.ISO_WRONG_CODE);
                    assertThat(e.fault().path()).contains("/Ntry[" + (count + 1) + "]/");
                });
    }

    @Test
    void oneEntryOfFiftyMegabytesIsRefused() {
        String[] parts = Samples.notification(Samples.entry("1.00", "B-1", "|")).split("\\|");
        byte[] details = Samples.bytes(Samples.details("1.00", "text"));
        int count = 50_000_000 / details.length;
        assertFault(parts(parts[0], details, count, parts[1]), Code.ISO_TOO_LARGE);
    }

    @Test
    void textOfFiftyMegabytesIsRefused() {
        String[] parts = good().replace("N-1", "|").split("\\|");
        assertFault(parts(parts[0], Samples.bytes("x".repeat(1_000)), 50_000, parts[1]), Code.ISO_WRONG_LENGTH);
    }

    private static void assertFault(InputStream stream, Code code) {
        assertThatThrownBy(() -> IsoChecker.check(IsoMessage.CAMT_054, stream))
                .isInstanceOfSatisfying(
                        IsoFaultException.class,
                        e -> assertThat(e.fault().code()).isEqualTo(code));
    }

    private static InputStream parts(String head, byte[] part, int count, String tail) {
        Enumeration<InputStream> repeated = new Enumeration<>() {
            private int given;

            @Override
            public boolean hasMoreElements() {
                return given < count;
            }

            @Override
            public InputStream nextElement() {
                if (!hasMoreElements()) {
                    throw new NoSuchElementException();
                }
                given++;
                return new ByteArrayInputStream(part);
            }
        };
        InputStream body = new SequenceInputStream(repeated);
        return new SequenceInputStream(Collections.enumeration(List.of(stream(head), body, stream(tail))));
    }

    /** The table's short words. */
    private static String expand(String text) {
        return text.replace("NTRY", NTRY)
                .replace("NTF", "/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]")
                .replace("HDR", "/Document/BkToCstmrDbtCdtNtfctn/GrpHdr")
                .replace("IND", "<CdtDbtInd>CRDT</CdtDbtInd><Sts>");
    }

    private static String good() {
        return Samples.notification(Samples.entry("100.00", "B-1", Samples.details("100.00", "RF18539007547034")));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(Samples.bytes(text));
    }
}
