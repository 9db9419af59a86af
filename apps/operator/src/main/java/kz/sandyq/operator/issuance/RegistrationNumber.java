package kz.sandyq.operator.issuance;

import java.util.Optional;
import kz.sandyq.law.LegalBasis;

/** The unique registration number of an issue: the operator's own number first, at most fifty characters. */
final class RegistrationNumber {
    /** Longest number in Unicode code points, the operator's number included. */
    static final int MAX_CODE_POINTS = 50;

    private RegistrationNumber() {}

    /** Finds what is wrong with the form of a number; uniqueness is kept by the database for good. */
    @LegalBasis("RUL-42.p2")
    static Optional<Finding> check(String number, String operatorNumber) {
        int length = number.codePointCount(0, number.length());
        boolean whole = !operatorNumber.isBlank()
                && number.startsWith(operatorNumber)
                && !number.equals(operatorNumber)
                && number.equals(number.strip())
                && number.codePoints().noneMatch(Character::isISOControl);
        return whole && length <= MAX_CODE_POINTS
                ? Optional.empty()
                : Optional.of(Finding.of(
                        "REGISTRATION_NUMBER_INVALID", "RUL-42.p2", operatorNumber, MAX_CODE_POINTS, length));
    }
}
