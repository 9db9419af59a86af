package kz.sandyq.operator.money.iso;

/** A message of ISO 20022 in the one version spoken here; another version has another namespace and is refused. */
public enum IsoMessage {
    /** Bank to customer debit credit notification. */
    CAMT_054("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", "BankToCustomerDebitCreditNotificationV08"),
    /** Customer credit transfer initiation. */
    PAIN_001("pain.001.001.09", "CstmrCdtTrfInitn", "CustomerCreditTransferInitiationV09"),
    /** Customer payment status report. */
    PAIN_002("pain.002.001.10", "CstmrPmtStsRpt", "CustomerPaymentStatusReportV10");

    private static final String NAMESPACE_PREFIX = "urn:iso:std:iso:20022:tech:xsd:";

    private final String id;
    private final String root;
    private final String rootType;

    IsoMessage(String id, String root, String rootType) {
        this.id = id;
        this.root = root;
        this.rootType = rootType;
    }

    /** Identifier with version, for example {@code camt.054.001.08}. */
    public String id() {
        return id;
    }

    /** XML namespace of the version. */
    public String namespace() {
        return NAMESPACE_PREFIX + id;
    }

    /** Element below {@code Document}. */
    public String root() {
        return root;
    }

    /** Name of the type of {@link #root()} in the structure table. */
    public String rootType() {
        return rootType;
    }
}
