package kz.sandyq.operator.issuance;

/** The operator's own entry in the National Bank's register, as the deployment is set. */
public interface OperatorRegistration {
    /** Registration number that begins every number of an issue; empty while it is not set. */
    String number();

    /** BIN of the operator. */
    String bin();

    /** Number of the cluster that public ids begin with. */
    int clusterNumber();
}
