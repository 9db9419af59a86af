package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** Commands of the day of a pair: its sessions, its rules, its trades undone. */
final class SessionDrafts {
    private final Chance chance;
    private final World world;
    private final TradingDrafts trading;

    SessionDrafts(Chance chance, TradingDrafts trading) {
        this.chance = chance;
        this.trading = trading;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("SetTradingStatus", this::setStatus);
        all.put("SetInstrumentRules", this::setRules);
        all.put(
                "CancelTrade",
                () -> message("CancelTrade").with("tradeId", trade()).with("ground", chance.ground()));
    }

    private Instrument pair() {
        Instrument any = chance.any(world.instruments, TradingDrafts.NO_INSTRUMENT);
        if (chance.oneIn(4)) {
            return chance.any(trading.crossed(), any);
        }
        return chance.oneIn(4) ? any : chance.any(trading.held(), any);
    }

    /** Mostly where the pair may go, and there mostly back to where it trades. */
    private Message setStatus() {
        Instrument pair = pair();
        Session now = pair == TradingDrafts.NO_INSTRUMENT ? Session.CONTINUOUS : Session.of(pair);
        List<Session> fitting =
                List.of(Session.values()).stream().filter(now::mayBecome).toList();
        Session onwards = now.mayBecome(Session.CONTINUOUS) ? Session.CONTINUOUS : Session.POST_CLOSE;
        Session next = chance.oneIn(now == Session.CONTINUOUS ? 2 : 3) ? chance.any(fitting, now) : onwards;
        next = chance.oneIn(9) ? chance.of(Session.values()) : next;
        if (next == Session.CLOSED && !chance.oneIn(4)) {
            next = now == Session.CONTINUOUS ? Session.UNSCHEDULED : Session.OPENING;
        }
        return message("SetTradingStatus")
                .with("instrumentId", pair.id)
                .with("status", next.status)
                .with("phase", next.isCall() || chance.oneIn(4) ? next.phase : 0)
                .with("haltReason", next == Session.HALT || chance.oneIn(4) ? chance.below(11) : 0)
                .with("cancelOrders", next == Session.HALT && chance.oneIn(3) || chance.oneIn(20))
                .with("ground", chance.ground());
    }

    private long seldom(int count, long low, long high) {
        return chance.oneIn(count) ? chance.from(low, high) : 0;
    }

    /** Rules that let most through, and soon give way to others. */
    private Message setRules() {
        Instrument pair = pair();
        boolean inTicks = chance.oneIn(2);
        long reference = chance.oneIn(3) ? 0 : chance.from(97, 103);
        long tick = pair.tick.longValueExact();
        return message("SetInstrumentRules")
                .with("instrumentId", pair.id)
                .with("largestOrderLots", seldom(5, 3, 8))
                .with("largestOrderMinor", seldom(5, 200, 900) * tick)
                .with("minimumNotionalMinor", seldom(5, 90, 210) * tick)
                .with("referencePriceTicks", reference)
                .with("collarTicks", inTicks ? seldom(4, 1, 4) : 0)
                .with("collarBasisPoints", inTicks ? 0 : seldom(4, 50, 400))
                .with("dynamicBandBasisPoints", seldom(2, 80, 320))
                .with("staticBandBasisPoints", seldom(3, 80, 400))
                .with("interruptionMs", chance.oneIn(3) ? 0 : chance.from(1, 3_000))
                .with("cancelWindowMs", chance.oneIn(4) ? 0 : chance.from(1, 90_000))
                .with("ground", chance.ground());
    }

    /** Its redemption is owed to its holders. */
    private boolean isOwed(long asset) {
        Issue issue = world.issue(asset);
        return issue != null && issue.principal != 0;
    }

    private long trade() {
        List<Long> recent = world.recentTrades.stream().map(each -> each.id).toList();
        List<Long> owed = world.recentTrades.stream()
                .filter(each -> isOwed(each.instrument.base))
                .map(each -> each.id)
                .toList();
        if (!owed.isEmpty() && chance.oneIn(2)) {
            return chance.any(owed, 1L);
        }
        List<Long> last = recent.subList(Math.max(0, recent.size() - 3), recent.size());
        return chance.oneIn(3) ? chance.any(recent, 1L) : chance.any(last, world.scalar("TRADES"));
    }
}
