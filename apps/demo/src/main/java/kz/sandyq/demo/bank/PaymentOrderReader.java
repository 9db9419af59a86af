package kz.sandyq.demo.bank;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import kz.sandyq.operator.money.iso.IsoChecker;
import kz.sandyq.operator.money.iso.IsoFaultException;
import kz.sandyq.operator.money.iso.IsoMessage;

/** Reads a pain.001.001.09 that has passed the strict checker. */
final class PaymentOrderReader {
    private PaymentOrderReader() {}

    static PaymentOrder read(Path file) throws IOException, IsoFaultException {
        byte[] content = Files.readAllBytes(file);
        IsoChecker.check(IsoMessage.PAIN_001, new ByteArrayInputStream(content));
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            return read(factory.createXMLStreamReader(new ByteArrayInputStream(content)));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static PaymentOrder read(XMLStreamReader reader) throws XMLStreamException {
        String messageId = "";
        String endToEndId = "";
        String currency = "";
        BigDecimal amount = BigDecimal.ZERO;
        boolean creditorAccount = false;
        List<PaymentOrder.Payment> payments = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "MsgId" -> messageId = reader.getElementText();
                case "EndToEndId" -> endToEndId = reader.getElementText();
                case "InstdAmt" -> {
                    currency = reader.getAttributeValue(null, "Ccy");
                    amount = new BigDecimal(reader.getElementText());
                }
                case "CdtrAcct" -> creditorAccount = true;
                case "IBAN" -> {
                    String iban = reader.getElementText();
                    if (creditorAccount) {
                        payments.add(new PaymentOrder.Payment(endToEndId, amount, currency, iban));
                        creditorAccount = false;
                    }
                }
                default -> {}
            }
        }
        return new PaymentOrder(messageId, payments);
    }
}
