package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.tree.CompactRange;
import kz.sandyq.transparency.tree.EntryBundle;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.Tile;
import kz.sandyq.transparency.tree.TreeHasher;
import org.springframework.context.ConfigurableApplicationContext;

/** The public log of an operator, read as by somebody who kept an earlier head and the policy. */
final class PublicTree implements AutoCloseable {
    private static final String ORIGIN = "localhost/sandyq/1";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Policy policy;
    private final String address;

    PublicTree(ConfigurableApplicationContext operator, Policy policy) {
        this.policy = policy;
        address = "http://127.0.0.1:" + operator.getEnvironment().getRequiredProperty("local.server.port") + "/log/";
    }

    /** A head that the log's key has signed. */
    static Checkpoint head(byte[] note, Policy policy) throws Refused {
        SignedNote signed = SignedNote.parse(note);
        assertThat(signed.verified(policy.logs(ORIGIN))).hasSize(1);
        return Checkpoint.parse(signed.text());
    }

    /** The log is signed behind an earlier head, with the same blocks up to there; gives the newest head. */
    Checkpoint expectBehind(Checkpoint earlier) throws Refused, IOException, InterruptedException {
        Checkpoint now = head(file("checkpoint"), policy);
        assertThat(now.size()).isGreaterThan(earlier.size());
        CompactRange tree = new CompactRange(new TreeHasher());
        Hash before = tree.root();
        for (long index = 0; index * Tile.FULL < now.size(); index++) {
            int width = (int) Math.min(Tile.FULL, now.size() - index * Tile.FULL);
            for (byte[] leaf : EntryBundle.parse(file(new Tile(Tile.ENTRIES, index, width).path()), width)) {
                tree.append(BlockHeader.parse(leaf).leafHash());
                if (tree.size() == earlier.size()) {
                    before = tree.root();
                }
            }
        }
        assertThat(before).isEqualTo(earlier.root());
        assertThat(tree.root()).isEqualTo(now.root());
        return now;
    }

    private byte[] file(String name) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(HttpRequest.newBuilder(URI.create(address + name)).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(name).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
