package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SuspensionTerms;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TransferCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.TransferRefusal;
import kz.sandyq.protocol.sbe.WalletKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuspendedTransfersTest {
    private static final long DAY_MS = 86_400_000L;

    private static void plays(String... lines) {
        Script script = new Script();
        script.play("transfers", List.of(lines));
        assertThat(script.wrong()).isEmpty();
    }

    @Test
    @LegalBasis(
            value = "LAW-6.27",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "LAW-6.27-p2",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aTransferWithoutDataWaitsFortyEightHoursAndIsRefusedOnlyThen() {
        plays(
                "market",
                "credit alice 1000 -> OK",
                "hold alice bob KZT 1000 wait=172799999 -> WAIT_TOO_SHORT",
                "t = hold alice bob KZT 1000 -> OK",
                "advance 18000000 -> OK",
                "pass t -> OK",
                "balance bob KZT 1000 0 0",
                "t = hold bob alice KZT 1000 -> OK",
                "advance 187200000 -> OK",
                "refuse t -> REFUSAL_TOO_EARLY",
                "advance 190800000 -> OK",
                "refuse t -> OK",
                "pass t -> TRANSFER_ENDED",
                "balance bob KZT 1000 0 0");
    }

    @Test
    @LegalBasis(
            value = "LAW-12-1.9",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "LAW-12-1.9-p2",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void whatComesFromElsewhereWithoutDataIsNobodysUntilTheyCome() {
        plays(
                "market",
                "uda = asset UDA kind=UNBACKED -> OK",
                "elsewhere = account 1 OTHER_PLATFORM -> OK",
                "t = hold elsewhere alice uda 10 -> OK",
                "u = hold elsewhere alice uda 5 term=172800000 -> OK",
                "transfer alice bob uda 1 -> INSUFFICIENT_UNITS",
                "refuse t -> REFUSAL_TOO_EARLY",
                "pass t -> OK",
                "transfer alice bob uda 10 -> OK",
                "advance 172800000 -> OK",
                "tick 250",
                "pass u -> TRANSFER_ENDED",
                "balance elsewhere uda -10 0 0");
    }

    /** The trap of others: the refund asks for a clearance that has lapsed, and the money stays locked. */
    @Test
    void anExpiredHoldOfAClientWhoseIdentificationLapsedGivesHimBackHisOwn() {
        plays(
                "market",
                "credit alice 1000 -> OK",
                "regime 1 -> OK",
                "clear 3 now+1000 -> OK",
                "clear 4 now+999999999 -> OK",
                "t = hold alice bob KZT 1000 term=172800000 -> OK",
                "advance 172799000 -> OK",
                "pass t -> CLEARANCE_LAPSED",
                "restart",
                "tick 1000",
                "balance alice KZT 1000 0 0",
                "transfer alice bob KZT 1000 -> CLEARANCE_LAPSED");
    }

    /** Both directions, arrests over them, days passing, a restart anywhere: nothing is lost and all of it ends. */
    @ParameterizedTest
    @Tag("slow")
    @ValueSource(longs = {1, 2, 3, 4})
    void everySuspendedTransferEnds(long seed) {
        World world = new World(seed);
        for (int step = 0; step < 1_500; step++) {
            world.step();
            if (step % 83 == 0) {
                world.floor.core = world.floor.restored(world.floor::onEvent);
            }
        }
        world.say(SystemCommands.advanceDemoClock(world.floor.core.clockOffsetMs() + 9 * DAY_MS));
        for (int i = 0; i < 200; i++) {
            world.floor.tick(250);
        }
        State state = Objects.requireNonNull(world.floor.core.stateOrNull());
        assertThat(world.released).isPositive();
        assertThat(world.refused).isPositive();
        assertThat(state.transfers.suspended.live()).isZero();
        assertThat(state.holds.live()).isZero();
        for (int slot = 0; slot < state.balances.high(); slot++) {
            assertThat(state.balances.get(slot, Rows.Balance.HELD)).isZero();
        }
        assertThat(Floor.hash(world.floor.replayed())).isEqualTo(Floor.hash(world.floor.core));
    }

    private static final class World {
        final Floor floor = Floor.open();
        final Random random;
        final List<Long> ids = new ArrayList<>(List.of(77L));
        int released;
        int refused;

        World(long seed) {
            random = new Random(seed);
            say(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
            say(AccountCommands.createAsset(AssetKind.UNBACKED, 8, "UDA"));
            for (int i = 1; i <= 4; i++) {
                say(AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(i))));
            }
            say(AccountCommands.openAccount(1, Capacity.BANK_SIDE, Activity.DFA));
            say(AccountCommands.openAccount(1, Capacity.OTHER_PLATFORM, Activity.DFA));
            for (int i = 2; i <= 4; i++) {
                long account = say(AccountCommands.openAccount(i, Capacity.CLIENT, Activity.DFA));
                say(MoneyCommands.bookBankCredit(1, account, 1, 10_000, new byte[32], RandomMarket.PAPER));
            }
        }

        private long client() {
            return 3 + random.nextInt(3);
        }

        void step() {
            long id = ids.get(Math.max(0, ids.size() - 1 - random.nextInt(80)));
            switch (random.nextInt(8)) {
                case 0 -> floor.tick(250);
                case 1 -> say(SystemCommands.advanceDemoClock(floor.core.clockOffsetMs() + random.nextInt(20_000_000)));
                case 2 -> released += applied(TransferCommands.releaseTransfer(id, client(), RandomMarket.PAPER));
                case 3 ->
                    refused += applied(
                            TransferCommands.refuseTransfer(id, TransferRefusal.INFO_NOT_PROVIDED, RandomMarket.PAPER));
                case 4 ->
                    say(HoldingCommands.placeEncumbrance(
                            EncumbranceKind.ARREST,
                            client(),
                            1 + random.nextInt(2),
                            1 + random.nextInt(30),
                            0,
                            0,
                            true,
                            false,
                            false,
                            floor.core.nowMs() + floor.core.clockOffsetMs() + random.nextInt(90_000_000),
                            RandomMarket.PAPER));
                default -> {
                    boolean money = random.nextBoolean();
                    boolean arrives = !money && random.nextBoolean();
                    Floor.Answer answer = floor.submit(TransferCommands.suspendTransfer(
                            arrives ? 2 : client(),
                            arrives ? random.nextInt(2) * client() : money ? client() : 2,
                            money ? 1 : 2,
                            1 + random.nextInt(400),
                            new SuspensionTerms(2 * DAY_MS, 2 * DAY_MS + 1 + random.nextInt(90_000_000), false),
                            RandomMarket.PAPER));
                    if (answer.rejectCode() == 0) {
                        ids.add(answer.resultId());
                    }
                }
            }
        }

        private int applied(CommandBody body) {
            return floor.submit(body).rejectCode() == 0 ? 1 : 0;
        }

        long say(CommandBody body) {
            return floor.submit(body).resultId();
        }
    }
}
