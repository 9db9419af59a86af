package kz.sandyq.readmodel;

import java.util.List;
import java.util.stream.IntStream;
import kz.sandyq.protocol.command.PermissionCommands;

/** Classes of assets that an account may be permitted. */
public final class AssetClasses {
    /** Every class, in the order of their bits; what an account may acquire whose permissions were never set. */
    public static final List<String> ALL = List.of("STABLECOINS", "ASSET_BACKED", "FINANCIAL_INSTRUMENTS", "UNBACKED");

    private static final int[] BITS = {
        PermissionCommands.STABLECOINS,
        PermissionCommands.ASSET_BACKED,
        PermissionCommands.FINANCIAL_INSTRUMENTS,
        PermissionCommands.UNBACKED
    };

    private AssetClasses() {}

    /** Names of the classes whose bits are set. */
    static List<String> names(int bits) {
        return IntStream.range(0, BITS.length)
                .filter(index -> (bits & BITS[index]) != 0)
                .mapToObj(ALL::get)
                .toList();
    }
}
