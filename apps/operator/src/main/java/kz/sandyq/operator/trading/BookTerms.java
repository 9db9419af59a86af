package kz.sandyq.operator.trading;

/**
 * What a book is opened with.
 *
 * @param lotQuantity minor units of the base asset in one lot, above 0
 * @param tickMinor smallest step of a price of one lot, minor units of the quote asset, above 0
 * @param symbol 1 to 24 capital Latin letters, digits and {@code . / -}
 */
record BookTerms(BookStore.Asset base, BookStore.Asset quote, long lotQuantity, long tickMinor, String symbol) {}
