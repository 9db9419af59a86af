package kz.sandyq.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import kz.sandyq.cluster.PurgeRoom;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.translog.MemberLog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far the members of a cluster are told to purge: never further than the one that is least far. */
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
            assertThatThrownBy(() ->
                            LogPurges.agreed(sealed, said, each -> each.key().equals("k")))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo(expected));
        }
    }

    /** What the rows and a backup hold, and up to where may be purged. */
    @ParameterizedTest
    @CsvSource({
        "100, 120, 110, 100",
        "100,  90, 110,  90",
        "100,  90,  70,  70",
        "100,   0,  70, PURGE_NEEDS_ROWS",
        "100,  90,   0, PURGE_NEEDS_BACKUP",
        "100,   0,   0, PURGE_NEEDS_ROWS"
    })
    void nothingGoesThatRowsAndABackupDoNotHold(long sealed, long rows, long backup, String expected) {
        List<PurgeGuard> guards = List.of(guard("PURGE_NEEDS_ROWS", rows), guard("PURGE_NEEDS_BACKUP", backup));
        if (expected.matches("[0-9]+")) {
            assertThat(LogPurges.held(sealed, guards)).isEqualTo(Long.parseLong(expected));
        } else {
            assertThatThrownBy(() -> LogPurges.held(sealed, guards))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo(expected));
        }
    }

    private static PurgeGuard guard(String refusal, long heldTo) {
        return new PurgeGuard() {
            @Override
            public long heldTo() {
                return heldTo;
            }

            @Override
            public String refusal() {
                return refusal;
            }
        };
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
