package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.TransferRefusal;
import kz.sandyq.simulator.model.SuspendedLines.Suspended;
import kz.sandyq.simulator.schema.Message;

/** Transfers that wait for data, of what free transfers move. */
final class SuspendedDrafts {
    private static final long DAY_MS = 86_400_000L;
    private static final long UNBACKED = 2;

    private final Chance chance;
    private final World world;
    private final Supplier<Message> free;

    SuspendedDrafts(Chance chance, Supplier<Message> free) {
        this.chance = chance;
        this.free = free;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("SuspendTransfer", this::suspend);
        all.put("ReleaseTransfer", this::release);
        all.put("RefuseTransfer", this::refuse);
    }

    private Message suspend() {
        Message moved = chance.oneIn(3) ? arriving() : free.get();
        long waits = SuspendedLines.LEAST_WAIT_MS + chance.of(0L, 0L, 1L, DAY_MS);
        boolean whole = chance.oneIn(3);
        return message("SuspendTransfer")
                .with("fromAccountId", moved.number("fromAccountId"))
                .with("toAccountId", moved.number("toAccountId"))
                .with("assetId", moved.number("assetId"))
                .with("quantity", moved.number("quantity"))
                .with("waitMs", waits - (chance.oneIn(40) ? 2 * DAY_MS : 0))
                .with("expiresAfterMs", waits + (whole ? 1 : 0) + chance.of(0L, 1L, 3 * DAY_MS))
                .with("waitsWhole", whole)
                .with("ground", moved.part("ground"));
    }

    /** From another provider, for somebody who may not be known yet. */
    private Message arriving() {
        return message("Transfer")
                .with("fromAccountId", chance.account(Capacity.OTHER_PLATFORM))
                .with("toAccountId", chance.oneIn(2) ? 0 : chance.client())
                .with("assetId", chance.oneIn(8) ? chance.asset() : UNBACKED)
                .with("quantity", chance.small())
                .with("ground", chance.ground());
    }

    private long any() {
        if (chance.oneIn(12)) {
            return chance.from(1, Math.max(1, world.sequence() - 1)) << 24;
        }
        return chance.any(world.suspended.all().stream().map(each -> each.id).toList(), 1L);
    }

    private Message release() {
        Suspended transfer = world.suspended.find(any());
        if (transfer == null) {
            return world.suspended.count() == 0 && !world.assets.isEmpty() && !chance.oneIn(10)
                    ? suspend()
                    : message("ReleaseTransfer").with("transferId", any()).with("ground", chance.ground());
        }
        boolean named = transfer.to == 0 ? !chance.oneIn(6) : chance.oneIn(8);
        long wrong = chance.oneIn(2) ? transfer.from() : chance.anyAccount();
        long recipient = chance.oneIn(8) ? wrong : chance.oneIn(2) ? chance.client() : transfer.to;
        return message("ReleaseTransfer")
                .with("transferId", transfer.id)
                .with("toAccountId", named ? recipient : 0)
                .with("ground", chance.ground());
    }

    private Message refuse() {
        return message("RefuseTransfer")
                .with("transferId", any())
                .with(
                        "refusal",
                        chance.oneIn(2)
                                ? TransferRefusal.INFO_NOT_PROVIDED.value()
                                : TransferRefusal.UNITS_REDEEMED.value())
                .with("ground", chance.ground(8));
    }
}
