package kz.sandyq.operator.money;

/**
 * An account of the operator at a bank.
 *
 * @param id row
 * @param iban IBAN
 * @param bic bank
 * @param bankName name of the bank
 * @param currency ISO 4217 code
 * @param assetId asset of the core that stands for the currency
 * @param scale decimals of the asset
 * @param coreAccountId our bank side in the core
 * @param suspenseAccountId account of money that nobody is known to own yet
 * @param claimAccountId account of claims from reversed credits
 * @param ownAccountId the operator's own money, for the bank's fees
 * @param folder directory of the bank's messages
 */
public record BankAccount(
        long id,
        String iban,
        String bic,
        String bankName,
        String currency,
        long assetId,
        int scale,
        long coreAccountId,
        long suspenseAccountId,
        long claimAccountId,
        long ownAccountId,
        String folder) {}
