package kz.sandyq.operator.cabinet;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The columns of the read model that the cabinet and the money desk read. */
final class ReadModelTables {
    private ReadModelTables() {}

    static void create(JdbcClient jdbc) {
        jdbc.sql("create schema if not exists readmodel").update();
        jdbc.sql("create table if not exists readmodel.asset (asset_id bigint, code text, scale int)")
                .update();
        jdbc.sql("create table if not exists readmodel.account (account_id bigint, capacity text)")
                .update();
        jdbc.sql("create table if not exists readmodel.balance"
                        + " (account_id bigint, asset_id bigint, available bigint, held bigint, blocked bigint)")
                .update();
        jdbc.sql("create table if not exists readmodel.hold"
                        + " (account_id bigint, asset_id bigint, reason text, remaining_quantity bigint)")
                .update();
        jdbc.sql("create table if not exists readmodel.encumbrance"
                        + " (account_id bigint, asset_id bigint, kind text, covered_quantity bigint)")
                .update();
    }
}
