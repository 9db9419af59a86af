package kz.sandyq.operator.money.iso;

import com.prowidesoftware.swift.model.mx.dic.CashAccount39;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader81;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import jakarta.xml.bind.JAXBContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a camt.054.001.08: first the whole message is checked, then its movements are given one by one. */
public final class NotificationReader {
    private static final JAXBContext CONTEXT =
            LibraryReader.context(GroupHeader81.class, CashAccount39.class, ReportEntry10.class);

    private NotificationReader() {}

    /** Takes one movement. */
    @FunctionalInterface
    public interface Receiver {
        void receive(BankEntry entry);
    }

    /**
     * Gives every movement in the order of the message. A fault found in the second pass (no reference, batch that does
     * not add up) comes after some movements were given: the caller keeps nothing unless this returns.
     *
     * @throws IsoFaultException the message is refused as a whole
     */
    public static void read(Path file, Receiver receiver) throws IsoFaultException, IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            IsoChecker.check(IsoMessage.CAMT_054, stream);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            give(new LibraryReader(CONTEXT, stream), receiver);
        }
    }

    private static void give(LibraryReader reader, Receiver receiver) throws IsoFaultException {
        String messageId = "";
        String account = "";
        int notification = 0;
        int entry = 0;
        boolean more = reader.nextElement();
        while (more) {
            switch (reader.name()) {
                case "GrpHdr" -> messageId = reader.read(GroupHeader81.class).getMsgId();
                case "Acct" -> {
                    notification++;
                    entry = 0;
                    account = number(reader.read(CashAccount39.class));
                }
                case "Ntry" -> {
                    entry++;
                    String path = "/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[" + notification + "]/Ntry[" + entry + "]";
                    int line = reader.line();
                    var mapping = new EntryMapping(messageId, account, path, line);
                    mapping.movements(reader.read(ReportEntry10.class)).forEach(receiver::receive);
                }
                default -> {
                    more = reader.nextElement();
                    continue;
                }
            }
            more = reader.atElement() || reader.nextElement();
        }
    }

    private static String number(CashAccount39 account) {
        var id = account.getId();
        return id.getIBAN() != null ? id.getIBAN() : id.getOthr().getId();
    }
}
