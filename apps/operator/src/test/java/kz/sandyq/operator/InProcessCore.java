package kz.sandyq.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kz.sandyq.market.MarketCore;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.CommandTransport;
import kz.sandyq.operator.command.TransportBusyException;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The real market core in this process, on real time; can be told to lose answers or to be full. */
public final class InProcessCore implements CommandTransport {
    private static final long KEY_WINDOW_MS = 3_600_000;

    private final MarketCore core = new MarketCore(this::onEvent);
    private final List<byte[]> log = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<CommandReply> items = new ArrayList<>();
    private CommandReply last = new CommandReply(0, 0, 0, 0);
    private int answersToLose;
    private boolean full;

    /** A command, or a tick when it has no bytes, with the time at which it came. */
    public record Entry(long timestampMs, byte @Nullable [] command) {}

    /** A core with its genesis and the tenge as asset 1. */
    public InProcessCore() {
        own(SystemCommands.genesis(1, true, 0, 300, 60_000, KEY_WINDOW_MS, 64, 64, Limits.DEMO));
        own(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
    }

    @Override
    public synchronized CompletableFuture<CommandReply> submit(byte[] command) {
        if (full) {
            throw new TransportBusyException();
        }
        log.add(command.clone());
        items.clear();
        apply(command.clone());
        if (answersToLose > 0) {
            answersToLose--;
            return CompletableFuture.failedFuture(new IllegalStateException("answer lost"));
        }
        return CompletableFuture.completedFuture(new CommandReply(
                last.sequence(), last.rejectCode(), last.resultId(), last.resultAmount(), List.copyOf(items)));
    }

    /** A beat: windows end, long work goes on. */
    synchronized void tick() {
        long now = System.currentTimeMillis();
        core.tick(now);
        entries.add(new Entry(now, null));
    }

    /** At most {@code limit} entries of the log after the first {@code from}. */
    public synchronized List<Entry> entries(int from, int limit) {
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
    }

    private void apply(byte[] command) {
        long now = System.currentTimeMillis();
        core.apply(now, new UnsafeBuffer(command), 0, command.length);
        entries.add(new Entry(now, command));
    }

    /** The next answers do not arrive, though the commands are applied. */
    public synchronized void loseAnswers(int count) {
        answersToLose = count;
    }

    public synchronized void setFull(boolean value) {
        full = value;
    }

    /** Commands as they came, repeats included. */
    public synchronized List<byte[]> log() {
        return List.copyOf(log);
    }

    private void own(CommandBody body) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Key key = new Key(1, core.sequence(), System.currentTimeMillis());
        int length = body.encode(buffer, 0, new Header(key, 0, 1, 2, new byte[32], new byte[16]));
        apply(Arrays.copyOf(buffer.byteArray(), length));
        if (last.rejectCode() != 0) {
            throw new IllegalStateException("refused with " + last.rejectCode());
        }
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        if (header.templateId() == ReplyDecoder.TEMPLATE_ID) {
            ReplyDecoder reply = new ReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
            last = new CommandReply(
                    reply.answeredSequence(), reply.rejectCode(), reply.resultId(), reply.resultAmount());
            if (reply.item() > 0) {
                items.add(last);
            }
        }
    }
}
