package kz.sandyq.operator.acts;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import kz.sandyq.protocol.command.RightsLeg;
import org.jspecify.annotations.Nullable;

/**
 * One leg of an act: what goes from an account to another.
 *
 * @param quantity minor units of the asset
 * @param encumbranceId the encumbrance that its units pass with, 0 for free units
 */
record ActLeg(long fromAccountId, long toAccountId, long assetId, long quantity, long encumbranceId) {
    RightsLeg right() {
        return new RightsLeg(fromAccountId, toAccountId, assetId, quantity, encumbranceId);
    }

    /**
     * A leg as programs send it; all are public ids but the quantity.
     *
     * @param quantity decimal text with the asset's scale
     * @param encumbranceId absent for free units
     */
    record Body(
            @Nullable String fromAccountId,
            @Nullable String toAccountId,
            @Nullable String assetId,
            @Nullable String quantity,
            @Nullable String encumbranceId) {
        private String line() {
            return String.join(" ", text(fromAccountId), text(toAccountId), text(assetId), text(quantity))
                    + (encumbranceId == null ? "" : " " + encumbranceId);
        }

        private static String text(@Nullable String value) {
            return Objects.requireNonNullElse(value, "?").replaceAll("\\s", "");
        }
    }

    /** Legs as the text of a field: a line each. */
    static String text(List<Body> legs) {
        return legs.stream().map(Body::line).collect(Collectors.joining("\n"));
    }
}
