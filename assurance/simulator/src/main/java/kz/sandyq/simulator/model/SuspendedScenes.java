package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.List;
import kz.sandyq.protocol.sbe.TransferRefusal;
import kz.sandyq.simulator.schema.Message;

/** Transfers that wait for data until they may be refused, and until their term is over. */
final class SuspendedScenes {
    private static final long UNBACKED = 2;

    private final Chance chance;
    private final World world;
    private final Players players;

    SuspendedScenes(Chance chance, Players players) {
        this.chance = chance;
        this.players = players;
        world = chance.world;
    }

    /** Two days pass, to the millisecond or one short of it: the one may be refused, the other has come to its end. */
    Scene waited() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        List<Long> elsewhere = players.elsewhere();
        if (clients.isEmpty() || elsewhere.isEmpty() || world.scalar("DEMO") == 0 || !chance.oneIn(4)) {
            return scene;
        }
        long from = elsewhere.getFirst();
        long to = clients.getFirst();
        scene.naming("first", () -> suspend(from, to, SuspendedLines.LEAST_WAIT_MS + 5_000));
        scene.naming("second", () -> suspend(from, to, SuspendedLines.LEAST_WAIT_MS));
        scene.then(() -> message("AdvanceDemoClock")
                .with("clockOffsetMs", world.scalar("CLOCK_OFFSET") + SuspendedLines.LEAST_WAIT_MS - chance.below(2)));
        scene.then(() -> message("ReleaseTransfer")
                .with("transferId", scene.the("second"))
                .with("ground", players.ground()));
        scene.then(() -> message("RefuseTransfer")
                .with("transferId", scene.the("first"))
                .with("refusal", TransferRefusal.INFO_NOT_PROVIDED.value())
                .with("ground", players.ground()));
        return scene.then(() -> Scene.BEAT).then(() -> Scene.BEAT);
    }

    private Message suspend(long from, long to, long lasts) {
        return message("SuspendTransfer")
                .with("fromAccountId", from)
                .with("toAccountId", to)
                .with("assetId", UNBACKED)
                .with("quantity", chance.small())
                .with("waitMs", SuspendedLines.LEAST_WAIT_MS)
                .with("expiresAfterMs", lasts)
                .with("ground", players.ground());
    }

    /** Kept from whom it is for until he may no more have it. */
    static Message hold(Message leg, Message ground) {
        return message("SuspendTransfer")
                .with("fromAccountId", leg.number("fromAccountId"))
                .with("toAccountId", leg.number("toAccountId"))
                .with("assetId", leg.number("assetId"))
                .with("quantity", leg.number("quantity"))
                .with("waitMs", SuspendedLines.LEAST_WAIT_MS)
                .with("expiresAfterMs", SuspendedLines.LONGEST_MS)
                .with("ground", ground);
    }

    static Message release(long transfer, Message ground) {
        return message("ReleaseTransfer").with("transferId", transfer).with("ground", ground);
    }
}
