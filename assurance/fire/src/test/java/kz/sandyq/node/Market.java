package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import kz.sandyq.cluster.UnknownOutcomeException;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.SettlementLeg;
import kz.sandyq.protocol.sbe.AssetKind;
import org.agrona.concurrent.UnsafeBuffer;

/** What a client has the nodes do: the n-th command makes an asset, under a key of its own. */
final class Market {
    private static final int AT_ONCE = 50;
    /** First number of commands that fill the log, far above those that make assets. */
    private static final int FILLING = 1_000_000;
    /** More than an instruction may have, and what a message can hold. */
    private static final int LEGS = 480;

    private final long beganMs;
    private final CommandClient client;

    Market(CommandClient client, long beganMs) {
        this.client = client;
        this.beganMs = beganMs;
    }

    /** The same commands to another log. */
    Market at(CommandClient other) {
        return new Market(other, beganMs);
    }

    /** All of them applied. */
    List<Reply> submit(int from, int count) {
        List<CompletableFuture<Reply>> futures = new ArrayList<>();
        List<Reply> replies = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            futures.add(client.submit(asset(i)).orTimeout(60, TimeUnit.SECONDS));
            if (futures.size() == AT_ONCE || i == from + count - 1) {
                futures.forEach(each -> replies.add(each.join()));
                futures.clear();
            }
        }
        assertThat(replies).allMatch(each -> each.rejectCode() == 0);
        return replies;
    }

    /** So many bytes of log, in commands that the core refuses for their length. */
    void fill(long bytes) {
        CommandBody endless = InstructionCommands.proposeSettlement(
                beganMs,
                0,
                Collections.nCopies(LEGS, new SettlementLeg(1, 2, 1, 5)),
                new Ground(3, 1, 9, 0, new byte[32]));
        List<CompletableFuture<Reply>> futures = new ArrayList<>();
        int number = FILLING;
        for (long written = 0; written < bytes; number++) {
            byte[] command = bytes(endless, number);
            written += command.length;
            futures.add(client.submit(command).orTimeout(60, TimeUnit.SECONDS));
            if (futures.size() == AT_ONCE) {
                futures.forEach(CompletableFuture::join);
                futures.clear();
            }
        }
        futures.forEach(CompletableFuture::join);
    }

    /** Sent again they get the answers that they got, each once. */
    void expectRepeated(int from, List<Reply> replies) {
        List<Reply> again = submit(from, replies.size());
        assertThat(again).allMatch(Reply::repeated);
        assertThat(again.stream().map(Reply::answeredSequence))
                .isEqualTo(replies.stream().map(Reply::sequence).toList());
        assertThat(replies.stream().map(Reply::resultId)).doesNotHaveDuplicates();
    }

    /** The n-th command gets no answer as long as this client waits; whether it is applied is not known then. */
    void expectUnknown(int number) {
        assertThatThrownBy(() -> client.submit(asset(number))
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join())
                .hasCauseInstanceOf(UnknownOutcomeException.class);
    }

    byte[] asset(int number) {
        return bytes(AccountCommands.createAsset(AssetKind.MONEY, 2, "M" + number), number);
    }

    private byte[] bytes(CommandBody body, int number) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Key key = new Key(number + 1, number + 1, beganMs);
        int length = body.encode(buffer, 0, new Header(key, 1, 1, 2, new byte[32], new byte[16]));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
