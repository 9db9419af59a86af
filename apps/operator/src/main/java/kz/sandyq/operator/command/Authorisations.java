package kz.sandyq.operator.command;

import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import kz.sandyq.platform.fact.CanonicalJson;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.CommandHeaderEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Seals a command: encodes it, and binds it to a record of who asked, as whom, with what approvals. The log holds only
 * SHA-256(salt, record); the record in RFC 8785 form and the salt stay here.
 */
@Component
class Authorisations {
    private static final int SALT_BYTES = 16;
    private static final byte[] NO_HASH = new byte[32];

    private final JdbcClient database;
    private final SandyqClock clock;
    private final CurrentActor current;
    private final SecureRandom random = new SecureRandom();

    Authorisations(JdbcClient database, SandyqClock clock, CurrentActor current) {
        this.database = database;
        this.clock = clock;
        this.current = current;
    }

    /** The encoded command under the key, its authorisation recorded. */
    byte[] seal(CommandContext context, Key key, CommandBody body) {
        byte[] salt = salt();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        body.encode(buffer, 0, header(context, key, NO_HASH, salt));
        int template = new MessageHeaderDecoder().wrap(buffer, 0).templateId();
        String record = record(context, key, template);
        byte[] hash = hash(salt, record);
        keep(hash, salt, record, key);
        int length = body.encode(buffer, 0, header(context, key, hash, salt));
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    /** The same command and persons under a new key. */
    byte[] reseal(byte[] command, CommandContext context, Key key) {
        byte[] copy = command.clone();
        UnsafeBuffer buffer = new UnsafeBuffer(copy);
        byte[] salt = salt();
        String record =
                record(context, key, new MessageHeaderDecoder().wrap(buffer, 0).templateId());
        byte[] hash = hash(salt, record);
        keep(hash, salt, record, key);
        header(context, key, hash, salt)
                .write(new CommandHeaderEncoder().wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH));
        return copy;
    }

    static byte[] hash(byte[] salt, String record) {
        MessageDigest digest = Key.sha256();
        digest.update(salt);
        return digest.digest(record.getBytes(StandardCharsets.UTF_8));
    }

    private static Header header(CommandContext context, Key key, byte[] hash, byte[] salt) {
        return new Header(key, context.actorRef(), context.firstPersonRef(), context.secondPersonRef(), hash, salt);
    }

    private String record(CommandContext context, Key key, int template) {
        Optional<Actor> actor = current.find();
        List<Long> approvals = LongStream.of(context.firstPersonRef(), context.secondPersonRef())
                .filter(person -> person != 0)
                .boxed()
                .toList();
        return CanonicalJson.of(Map.of(
                "actor",
                context.actorRef(),
                "capacity",
                actor.flatMap(Actor::clientRelationId).map(Object::toString).orElse(""),
                "session",
                session(),
                "factors",
                actor.isPresent() ? List.of("login:" + actor.get().loginId()) : List.of(),
                "approvals",
                approvals,
                "command",
                template,
                "key",
                HexFormat.of().toHexDigits(key.high()) + HexFormat.of().toHexDigits(key.low())));
    }

    /** A session is named by its hash: its id opens it. A program has none, and is given none. */
    private static String session() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                        && request.getRequest().getSession(false) instanceof HttpSession session
                ? HexFormat.of().formatHex(Key.sha256().digest(session.getId().getBytes(StandardCharsets.UTF_8)), 0, 16)
                : "";
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private void keep(byte[] hash, byte[] salt, String record, Key key) {
        database.sql("""
                        insert into operator.command_authorisation (hash, salt, record, key_high, key_low, created_at)
                        values (:hash, :salt, :record, :high, :low, :now)""")
                .param("hash", hash)
                .param("salt", salt)
                .param("record", record)
                .param("high", key.high())
                .param("low", key.low())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
