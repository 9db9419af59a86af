package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.AssetKind;
import org.agrona.concurrent.UnsafeBuffer;

/** What a client has the nodes do: the n-th command makes an asset, under a key of its own. */
final class Market {
    private static final int AT_ONCE = 50;

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

    /** Sent again they get the answers that they got, each once. */
    void expectRepeated(int from, List<Reply> replies) {
        List<Reply> again = submit(from, replies.size());
        assertThat(again).allMatch(Reply::repeated);
        assertThat(again.stream().map(Reply::answeredSequence))
                .isEqualTo(replies.stream().map(Reply::sequence).toList());
        assertThat(replies.stream().map(Reply::resultId)).doesNotHaveDuplicates();
    }

    private byte[] asset(int number) {
        CommandBody body = AccountCommands.createAsset(AssetKind.MONEY, 2, "M" + number);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Key key = new Key(number + 1, number + 1, beganMs);
        int length = body.encode(buffer, 0, new Header(key, 1, 1, 2, new byte[32], new byte[16]));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
