package kz.sandyq.operator.issuance;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.Ground;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Contexts and grounds of the commands that the operator's staff start. */
@Component
public class Commands {
    /** Kinds of ground document of this module, as the log knows them. */
    public static final int GROUND_REGISTRATION = 401;

    public static final int GROUND_ACT = 402;
    public static final int GROUND_PLACEMENT = 403;

    private static final String CLIENT = "operator";

    private final SandyqClock clock;
    private final SecureRandom random = new SecureRandom();

    Commands(SandyqClock clock) {
        this.clock = clock;
    }

    /** A command that two persons decided; 0 for a person who is not needed. */
    public CommandContext decidedBy(long firstPersonId, long secondPersonId) {
        return new CommandContext(CLIENT, newKey(), firstPersonId, firstPersonId, secondPersonId);
    }

    /** Ground of today: the record of this module under {@code ref}, bound to a document's hash when there is one. */
    public Ground ground(int kind, long ref, @Nullable String sha256) {
        byte[] hash = sha256 == null ? new byte[32] : HexFormat.of().parseHex(sha256);
        return Ground.of(kind, clock.today(), ref, hash);
    }

    /** A fresh key: UUID of version 7 at the clock's moment. A page carries one in its form. */
    public UUID newKey() {
        long high = clock.instant().toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
