package kz.sandyq.operator.money;

/**
 * A bank account of the operator takes money from now on.
 *
 * @param bankAccountId row
 * @param assetId asset of its currency
 */
public record BankAccountOpened(long bankAccountId, long assetId) {}
