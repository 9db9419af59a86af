package kz.sandyq.operator.facts;

/**
 * What is printed on a paper so that anybody can check it.
 *
 * @param number 128 random bits in hexadecimal: whoever has it has the paper
 * @param address of the page that checks it
 * @param picture the address as a QR code, a data address
 */
public record PaperMark(String number, String address, String picture) {}
