package kz.sandyq.operator.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import kz.sandyq.operator.MarketTest;
import org.junit.jupiter.api.Test;

/** Each entry has the time at which it was recorded, the day on which it counts, and the document it stands on. */
class EntriesWallTest extends MarketTest {
    @Test
    void theSchemaKeepsBothDaysAndTheGroundOfEveryEntry() {
        assertThat(database.sql("select column_name from information_schema.columns where table_schema = 'readmodel'"
                                + " and table_name = 'posting' and is_nullable = 'NO'")
                        .query(String.class)
                        .list())
                .contains(
                        "sequence",
                        "recorded_at_ms",
                        "effective_epoch_day",
                        "document_kind",
                        "document_epoch_day",
                        "document_ref",
                        "document_hash");
    }

    @Test
    void aMintStandsOnTheActOfTwoPersons() throws Exception {
        Client issuer = issuer();
        long issue = note(issuer);
        mint(issue, 100);
        var entries = get(officer.token(), "/issues/1-" + issue + "/entries").good();
        Instant recorded = Instant.parse(entries.at("$.items[0].recordedAt"));
        assertThat(entries.at("$.items[0].effectiveDate"))
                .isEqualTo(recorded.atZone(kz.sandyq.platform.time.SandyqClock.LEGAL_ZONE)
                        .toLocalDate()
                        .toString());
        assertThat(entries.at("$.items[0].ground.kind")).isEqualTo("ISSUE_ACT_MINT");
        assertThat(entries.at("$.items[0].ground.date")).isEqualTo(clock.today().toString());
    }
}
