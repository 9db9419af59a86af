package kz.sandyq.simulator.model;

import java.util.List;
import java.util.function.Supplier;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Now and then a scene, for what single commands drawn by chance would meet too seldom. */
final class Scenes {
    private static final int SELDOM = 60;

    private final Chance chance;
    private final List<Supplier<Scene>> all;
    private Scene now;

    Scenes(Chance chance) {
        this.chance = chance;
        Players players = new Players(chance);
        Coins coins = new Coins(chance, players);
        RuleScenes rules = new RuleScenes(chance, players, coins);
        LargestScenes largest = new LargestScenes(chance, players);
        LienScenes liens = new LienScenes(chance, players);
        TradeScenes trades = new TradeScenes(chance, players);
        IssueScenes issues = new IssueScenes(chance, players);
        RowScenes rows = new RowScenes(chance, players, coins);
        SuspendedScenes suspended = new SuspendedScenes(chance, players);
        BuyBackScenes buyBacks = new BuyBackScenes(chance, players);
        FeeScenes fees = new FeeScenes(chance, players);
        MoveScenes moves = new MoveScenes(chance, players);
        all = List.of(
                fees::noRoomForTurnover,
                rules::broken,
                rules::broken,
                largest::tooMuch,
                liens::noRoom,
                liens::rankTaken,
                trades::notUndone,
                suspended::waited,
                buyBacks::bought,
                moves::goes,
                moves::comes,
                issues::settlesWhileRecorded,
                issues::subscribedTooMuch,
                issues::convertedTooMuch,
                issues::heldBackTooOften,
                issues::heldBackTooOften,
                rows::noRoomForHolder,
                rows::noRoomForArrival);
        now = new Scene(chance.world);
    }

    /** The next command of a scene, null while none is played. */
    @Nullable
    Message next() {
        Message next = now.next();
        if (next == null && chance.oneIn(SELDOM)) {
            now = chance.any(all, all.getFirst()).get();
            next = now.next();
        }
        return next;
    }
}
