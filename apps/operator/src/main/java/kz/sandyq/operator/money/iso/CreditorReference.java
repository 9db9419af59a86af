package kz.sandyq.operator.money.iso;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creditor reference of ISO 11649: RF, two check digits, at most 21 letters and digits. */
public final class CreditorReference {
    private static final Pattern FORM = Pattern.compile("RF[0-9]{2}[A-Z0-9]{1,21}");
    private static final Pattern IN_TEXT =
            Pattern.compile("(?<![A-Za-z0-9])[Rr][Ff][0-9]{2}[A-Za-z0-9]{1,21}(?![A-Za-z0-9])");
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    private CreditorReference() {}

    /**
     * The reference of a body.
     *
     * @param body 1 to 21 upper-case letters and digits
     */
    public static String of(String body) {
        int remainder = mod97(body + "RF00");
        return "RF%02d%s".formatted(98 - remainder, body);
    }

    /** True when form and check digits are right. Upper case, no spaces. */
    public static boolean isValid(String reference) {
        return FORM.matcher(reference).matches() && mod97(reference.substring(4) + reference.substring(0, 4)) == 1;
    }

    /**
     * The one reference of a payment: of its structured references when it has any, else the one that its free text
     * names exactly once. Two different ones are none.
     */
    public static Optional<String> findOne(List<String> structured, String text) {
        if (!structured.isEmpty()) {
            List<String> references = structured.stream()
                    .map(CreditorReference::normal)
                    .filter(CreditorReference::isValid)
                    .distinct()
                    .toList();
            return references.size() == 1 ? Optional.of(references.getFirst()) : Optional.empty();
        }
        List<String> found = new ArrayList<>();
        Matcher matcher = IN_TEXT.matcher(text);
        while (matcher.find()) {
            String reference = normal(matcher.group());
            if (isValid(reference)) {
                found.add(reference);
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static String normal(String reference) {
        return reference.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static int mod97(String text) {
        var digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            digits.append(Character.digit(text.charAt(i), 36));
        }
        return new BigInteger(digits.toString()).mod(MODULUS).intValueExact();
    }
}
