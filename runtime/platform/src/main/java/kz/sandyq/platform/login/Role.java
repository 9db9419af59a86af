package kz.sandyq.platform.login;

/** What a login may do; an application's access rules name these. */
public enum Role {
    /** Makes logins, sets the deployment up; decides nothing about issues or money. */
    ADMINISTRATOR,
    /** Prepares decisions about clients and issues. */
    OFFICER,
    /** Decides what an officer prepared. */
    APPROVER,
    /** Works with bank accounts, suspense and payouts. */
    MONEY_OFFICER,
    /** Opens books, halts and resumes trading. */
    MARKET_SUPERVISOR,
    /** Keeps the holder register: encumbrances, free transfers, extracts. */
    REGISTRAR,
    /** Reads the audit trail and everything staff read; changes nothing. */
    AUDITOR,
    /** A client with a wallet. */
    CLIENT,
    /** Acts for an issuer. */
    ISSUER;

    /** Whether the role belongs to the operator's staff. */
    public boolean staff() {
        return this != CLIENT && this != ISSUER;
    }
}
