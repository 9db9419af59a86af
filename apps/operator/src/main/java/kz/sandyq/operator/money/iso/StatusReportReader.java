package kz.sandyq.operator.money.iso;

import com.prowidesoftware.swift.model.mx.dic.GroupHeader86;
import com.prowidesoftware.swift.model.mx.dic.OriginalGroupHeader17;
import com.prowidesoftware.swift.model.mx.dic.OriginalPaymentInstruction32;
import com.prowidesoftware.swift.model.mx.dic.PaymentTransaction105;
import com.prowidesoftware.swift.model.mx.dic.StatusReasonInformation12;
import jakarta.xml.bind.JAXBContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.operator.money.iso.StatusReport.PaymentStatus;
import org.jspecify.annotations.Nullable;

/** Reads a pain.002.001.10. */
public final class StatusReportReader {
    private static final JAXBContext CONTEXT =
            LibraryReader.context(GroupHeader86.class, OriginalGroupHeader17.class, OriginalPaymentInstruction32.class);

    private StatusReportReader() {}

    /**
     * Checks and reads the whole report.
     *
     * @throws IsoFaultException the report is refused as a whole
     */
    public static StatusReport read(Path file) throws IsoFaultException, IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            IsoChecker.check(IsoMessage.PAIN_002, stream);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return report(new LibraryReader(CONTEXT, stream));
        }
    }

    private static StatusReport report(LibraryReader reader) throws IsoFaultException {
        String messageId = "";
        String original = "";
        String status = "";
        String reason = "";
        List<PaymentStatus> payments = new ArrayList<>();
        boolean more = reader.nextElement();
        while (more) {
            switch (reader.name()) {
                case "GrpHdr" -> messageId = reader.read(GroupHeader86.class).getMsgId();
                case "OrgnlGrpInfAndSts" -> {
                    OriginalGroupHeader17 group = reader.read(OriginalGroupHeader17.class);
                    original = group.getOrgnlMsgId();
                    status = text(group.getGrpSts());
                    reason = reason(group.getStsRsnInf());
                }
                case "OrgnlPmtInfAndSts" -> add(reader.read(OriginalPaymentInstruction32.class), payments);
                default -> {
                    more = reader.nextElement();
                    continue;
                }
            }
            more = reader.atElement() || reader.nextElement();
        }
        return new StatusReport(messageId, original, status, reason, payments);
    }

    private static void add(OriginalPaymentInstruction32 block, List<PaymentStatus> payments) {
        String id = block.getOrgnlPmtInfId();
        if (block.getPmtInfSts() != null) {
            payments.add(new PaymentStatus(id, "", block.getPmtInfSts(), reason(block.getStsRsnInf())));
        }
        for (PaymentTransaction105 payment : block.getTxInfAndSts()) {
            payments.add(new PaymentStatus(
                    id, text(payment.getOrgnlEndToEndId()), text(payment.getTxSts()), reason(payment.getStsRsnInf())));
        }
    }

    private static String reason(List<StatusReasonInformation12> reasons) {
        List<String> texts = new ArrayList<>();
        for (StatusReasonInformation12 information : reasons) {
            if (information.getRsn() != null) {
                texts.add(text(information.getRsn().getCd())
                        + text(information.getRsn().getPrtry()));
            }
            texts.addAll(information.getAddtlInf());
        }
        return String.join(" ", texts);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
