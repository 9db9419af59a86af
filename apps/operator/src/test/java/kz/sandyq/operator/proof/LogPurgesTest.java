package kz.sandyq.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.cluster.PurgeRoom;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.translog.MemberLog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** How far a log may be purged: never further than the member that is least far, the rows, and a backup. */
class LogPurgesTest {
    private static final long FILE = 16;

    /** Each member is key:begins:limit; - does not answer. */
    @ParameterizedTest
    @CsvSource({
        "100, k:0:80 k:0:64 k:0:90, 64",
        "40,  k:0:80 k:0:64 k:0:90, 40",
        "100, k:48:80 k:0:64 k:48:90, 64",
        "100, k:0:80 k:0:64 -, PURGE_MEMBERS_SILENT",
        "100, k:0:80 x:0:64 k:0:90, PURGE_MEMBERS_REFUSE",
        "100, k:0:80 -:0:64 -, PURGE_MEMBERS_SILENT",
        "100, k:0:80 k:0:0 k:0:90, NOTHING_TO_PURGE",
        "15,  k:0:80 k:0:64 k:0:90, NOTHING_TO_PURGE",
        "100, k:64:80 k:64:79 k:64:90, NOTHING_TO_PURGE",
        "0,   k:0:80 k:0:64 k:0:90, NOTHING_TO_PURGE"
    })
    void noMemberIsToldMoreThanAllMay(long sealed, String members, String expected) {
        List<MemberLog> said =
                Arrays.stream(members.split(" ")).map(LogPurgesTest::member).toList();
        if (expected.matches("[0-9]+")) {
            assertThat(LogPurges.agreed(sealed, said, each -> each.key().equals("k")))
                    .isEqualTo(Long.parseLong(expected));
        } else {
            assertRefused(
                    expected,
                    () -> LogPurges.agreed(sealed, said, each -> each.key().equals("k")));
        }
    }

    /** Each line: where the purge would end, where the rows are, where the newest complete backup ends. */
    @ParameterizedTest
    @CsvSource({
        "64, 64, 64,",
        "64, 90, 80,",
        "64, 63, 80, PURGE_AHEAD_OF_ROWS",
        "64,  0,   , PURGE_AHEAD_OF_ROWS",
        "64, 90, 63, PURGE_NOT_BACKED_UP",
        "64, 90,  0, PURGE_NOT_BACKED_UP",
        "64, 90,   , PURGE_NOT_BACKED_UP"
    })
    void nothingGoesThatIsNotInTheRowsAndInABackup(
            long position, long rows, @Nullable Long backup, @Nullable String refusal) {
        OptionalLong backedUp = backup == null ? OptionalLong.empty() : OptionalLong.of(backup);
        if (refusal == null) {
            assertThatCode(() -> LogPurges.mayGo(position, rows, backedUp)).doesNotThrowAnyException();
        } else {
            assertRefused(refusal, () -> LogPurges.mayGo(position, rows, backedUp));
        }
    }

    @Test
    void whereNothingIsKeptOfTheLogNothingGoes() {
        StaticListableBeanFactory nothing = new StaticListableBeanFactory();
        ObjectProvider<ProofLoop> loop = nothing.getBeanProvider(ProofLoop.class);
        LogPurges purges = new LogPurges(
                nothing.getBeanProvider(LogHost.class),
                loop,
                new LogTurn(loop),
                nothing.getBeanProvider(FourEyes.class),
                nothing.getBeanProvider(LogBackups.class),
                JdbcClient.create(new PGSimpleDataSource()),
                JsonMapper.shared());
        assertRefused("PURGE_NOT_HERE", purges::propose);
    }

    private static void assertRefused(String code, ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static MemberLog member(String words) {
        if (words.equals("-")) {
            return new MemberLog("silent", false, "", PurgeRoom.NONE, "");
        }
        String[] parts = words.split(":");
        PurgeRoom room = new PurgeRoom(Long.parseLong(parts[1]), FILE, Long.parseLong(parts[2]));
        return new MemberLog("member", true, parts[0], room, "");
    }
}
