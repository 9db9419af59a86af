package kz.sandyq.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.command.FactCommands;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.FactKind;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Bytes that never change: each vector is written out field by field. */
class GoldenVectorTest {
    private static final String HEADER = "0100" // header version
            + "0800000000000000" // key high
            + "0900000000000000" // key low
            + "0a00000000000000" // key created at
            + "0100000000000000" // actor
            + "0200000000000000" // first person
            + "0300000000000000" // second person
            + "00".repeat(32) // authorisation hash
            + "00".repeat(16); // salt

    private static String hex(CommandBody body) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        int length = body.encode(buffer, 0, new Header(new Key(8, 9, 10), 1, 2, 3, new byte[32], new byte[16]));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void subscribe() {
        assertThat(hex(PlacementCommands.subscribe(5, 6, 7)))
                .isEqualTo("7a00290027000100" + HEADER + "0500000000000000" + "0600000000000000" + "0700000000000000");
    }

    @Test
    void placeOrder() {
        String terms = "01" + "02" + "01";
        assertThat(hex(TradingCommands.placeOrder(5, 6, Side.BUY, OrdType.LIMIT, TimeInForce.GTC, 0x1234, 7, -1)))
                .isEqualTo("a700340027000100" + HEADER + "0500000000000000" + "0600000000000000" + terms
                        + "3412000000000000" + "0700000000000000" + "ffffffffffffffff"
                        + "0000000000000000".repeat(3) + "00" + "01");
    }

    @Test
    void recordFacts() {
        Fact fact = Fact.of(FactKind.STATEMENT, new byte[16], new byte[32]);
        String commitment = HexFormat.of()
                .formatHex(Key.sha256()
                        .digest(HexFormat.of()
                                .parseHex("73616e647971" + "2d666163742d31" + "02" + "00".repeat(16 + 32))));
        assertThat(hex(FactCommands.recordFacts(List.of(fact))))
                .isEqualTo("6200590027000100" + HEADER + "21000100" + "02" + commitment);
        assertThatThrownBy(() -> Fact.of(FactKind.AUDIT, new byte[15], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keyOfARequest() {
        Key key = Key.ofRequest("client", UUID.fromString("01920000-0000-7000-8000-000000000001"));
        assertThat(key.createdAtMs()).isEqualTo(0x019200000000L);
        assertThat(key).isEqualTo(Key.ofRequest("client", UUID.fromString("01920000-0000-7000-8000-000000000001")));
        assertThat(key).isNotEqualTo(Key.ofRequest("other", UUID.fromString("01920000-0000-7000-8000-000000000001")));
    }
}
