package kz.sandyq.operator.cabinet;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of the read model as the projector would have written them. */
final class ReadModelRows {
    private static final String NO_GROUND = "0, 0, 0, 0, ''";

    private final JdbcClient jdbc;

    ReadModelRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void asset(long assetId, String code, int scale) {
        insert("asset (asset_id, asset_kind, scale, code, issue_id, origin_platform, place, sequence, recorded_at_ms)"
                + " values (%d, 'MONEY', %d, '%s', 0, 1, 1, 1, 0)".formatted(assetId, scale, code));
    }

    void balance(long accountId, long assetId, long available, long held, long blocked) {
        insert("balance (account_id, asset_id, available, held, blocked, sequence, recorded_at_ms)"
                + " values (%d, %d, %d, %d, %d, 2, 0)".formatted(accountId, assetId, available, held, blocked));
    }

    void hold(long accountId, long assetId, String reason, long remaining) {
        insert("hold (hold_id, account_id, asset_id, reason, subject_id, opened_quantity, remaining_quantity,"
                + " sequence, recorded_at_ms) values (3, %d, %d, '%s', 3, %d, %d, 3, 0)"
                        .formatted(accountId, assetId, reason, remaining, remaining));
    }

    void encumbrance(long accountId, long assetId, String kind, long covered) {
        insert("encumbrance values (4, '%s', %d, %d, %d, %d, %d, 0, 1, true, true, false, 0, %s, 4, 0)"
                .formatted(kind, accountId, assetId, covered, covered, covered, NO_GROUND));
    }

    private void insert(String row) {
        jdbc.sql("insert into readmodel." + row).update();
    }
}
