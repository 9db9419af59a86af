package kz.sandyq.operator.acts;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;

/** Every kind of act. */
final class ActKinds {
    private static final List<ActKind> ALL = Stream.of(
                    TradingActKinds.ALL,
                    RegisterActKinds.ALL,
                    TransferActKinds.ALL,
                    PaymentActKinds.ALL,
                    PermissionActKinds.ALL,
                    FeeActKinds.ALL,
                    InstructionActKinds.ALL,
                    BuyBackActKinds.ALL,
                    StatusActKinds.ALL,
                    MoveActKinds.ALL)
            .flatMap(List::stream)
            .toList();

    private ActKinds() {}

    /** The kinds of a room, in the order of its page. */
    static List<ActKind> of(ActRoom room) {
        return ALL.stream().filter(each -> each.room() == room).toList();
    }

    /** The kind of a room by its name; refuses with ACT_NOT_KNOWN. */
    static ActKind find(ActRoom room, @Nullable String name) {
        return of(room).stream()
                .filter(each -> each.name().equals(Objects.requireNonNullElse(name, "")))
                .findFirst()
                .orElseThrow(() -> new RefusedException("ACT_NOT_KNOWN").field("kind"));
    }
}
