package kz.sandyq.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kz.sandyq.cluster.InFlight.KeyBits;
import kz.sandyq.cluster.InFlight.Pending;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.AssetKind;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final long PATIENCE = 100;

    private final InFlight inFlight = new InFlight();
    private final CompletableFuture<Reply> asker = new CompletableFuture<>();

    @Test
    void sendsTheRestOnlyAfterTheFirstAnswerOfASession() {
        add(1, 2, 3);
        inFlight.newSession();
        assertEquals(List.of(1L), offer(0));
        assertEquals(1, inFlight.answered(key(1)).size());
        assertEquals(List.of(2L, 3L), offer(1));
    }

    @Test
    void goesBackToTheOldestInOrderAndIgnoresTheEchoes() {
        add(1, 2, 3);
        inFlight.newSession();
        offer(0);
        inFlight.answered(key(1));
        offer(0);
        assertTrue(inFlight.resend(PATIENCE, PATIENCE));
        assertEquals(List.of(), offer(PATIENCE));
        add(4);
        assertTrue(inFlight.resend(PATIENCE + 1, PATIENCE));
        assertEquals(List.of(2L), offer(PATIENCE + 1));
        assertEquals(1, inFlight.answered(key(2)).size(), "the late answer");
        assertEquals(List.of(3L, 4L), offer(PATIENCE + 1));
        add(2);
        assertEquals(List.of(2L), offer(PATIENCE + 1));
        assertEquals(0, inFlight.answered(key(2)).size(), "the echo of the re-send");
        assertEquals(1, inFlight.answered(key(2)).size());
    }

    @Test
    void wantsANewSessionWhenGoingBackDidNotHelp() {
        add(1, 2);
        inFlight.newSession();
        offer(0);
        assertTrue(inFlight.resend(PATIENCE + 1, PATIENCE));
        offer(PATIENCE + 1);
        assertFalse(inFlight.resend(2 * PATIENCE + 2, PATIENCE));
        inFlight.newSession();
        assertEquals(List.of(1L), offer(3 * PATIENCE));
    }

    @Test
    void sharesTheAnswerOfOneKeyAndRefusesOtherContentUnderIt() {
        add(1);
        CompletableFuture<Reply> second = new CompletableFuture<>();
        assertNull(
                inFlight.add(new Pending(command(1, "A1", (byte) 9), second, 0)), "another salt is the same command");
        Reply refused = inFlight.add(new Pending(command(1, "OTHER", (byte) 0), asker, 0));
        assertEquals(RejectCode.KEY_CONTENT_MISMATCH.number(), refused == null ? 0 : refused.rejectCode());
        inFlight.newSession();
        assertEquals(List.of(1L), offer(0));
        assertEquals(List.of(asker, second), inFlight.answered(key(1)));
        assertEquals(0, inFlight.size());
    }

    @Test
    void givesUpWhatIsLateAndWhatNobodyWaitsForAndNeverWentOut() {
        add(1, 2);
        inFlight.newSession();
        assertEquals(List.of(1L), offer(0));
        assertEquals(0, inFlight.giveUp(PATIENCE, PATIENCE).size());
        asker.complete(new Reply(0, 0, 0, 0, 0, 0, false, List.of()));
        assertEquals(1, inFlight.giveUp(PATIENCE, PATIENCE).size(), "2 never went out");
        assertEquals(1, inFlight.giveUp(PATIENCE + 1, PATIENCE).size(), "1 is late");
        add(1);
        assertEquals(List.of(1L), offer(0));
        assertEquals(0, inFlight.answered(key(1)).size(), "the answer to the one given up");
        assertEquals(1, inFlight.answered(key(1)).size());
    }

    private void add(long... numbers) {
        for (long number : numbers) {
            assertNull(inFlight.add(new Pending(command(number, "A" + number, (byte) 0), asker, 0)));
        }
    }

    private List<Long> offer(long nowNs) {
        List<Long> offered = new ArrayList<>();
        for (Pending next = inFlight.next(); next != null; next = inFlight.next()) {
            inFlight.offered(next, nowNs);
            offered.add(next.key.high());
        }
        return offered;
    }

    private static KeyBits key(long number) {
        return new KeyBits(number, number);
    }

    private static byte[] command(long number, String code, byte salt) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        byte[] salts = new byte[16];
        salts[0] = salt;
        int length = AccountCommands.createAsset(AssetKind.MONEY, 2, code)
                .encode(buffer, 0, new Header(new Key(number, number, 1), 1, 1, 2, new byte[32], salts));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
