package kz.sandyq.readmodel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A statement of the projector: a table, its columns in the order of the event's fields, and how a row arrives. */
enum Table {
    ASSET("asset", Kind.CURRENT, "asset_id asset_kind scale code issue_id origin_platform place"),
    WALLET("wallet", Kind.CURRENT, "wallet_id wallet_kind holding_kind key_ref"),
    ACCOUNT("account", Kind.CURRENT, "account_id wallet_id capacity activity issue_id"),
    ISSUE("issue", Kind.CURRENT, """
            issue_id dfa_kind issuer_account_id issuer_side_account_id unsold_account_id reserve_account_id
            money_asset_id scale nominal_minor authorised_volume maturity_epoch_day redemption_price_minor code
            registration_number ground"""),
    ISSUE_STATE("issue", Kind.PART, """
            issue_id status suspended backing_valid_until_ms minted_quantity redeemed_quantity burned_quantity
            state_document_kind state_document_epoch_day state_document_ref state_ground_epoch_day
            state_document_hash"""),
    POSTING("posting", Kind.HISTORY, """
            account_id asset_id entry_kind available_delta held_delta blocked_delta available held blocked
            subject_id effective_epoch_day ground"""),
    HOLD("hold", Kind.CURRENT, "hold_id account_id asset_id reason subject_id opened_quantity remaining_quantity"),
    PLACEMENT("placement", Kind.CURRENT, """
            placement_id issue_id status from_ms until_ms minimum_quantity maximum_quantity price_minor
            lot_quantity investor_cap_quantity method subscribed_quantity allocated_quantity proceeds_minor"""),
    SUBSCRIPTION("subscription", Kind.CURRENT, """
            subscription_id placement_id account_id status quantity allocated_quantity paid_minor refunded_minor"""),
    INSTRUMENT("instrument", Kind.CURRENT, """
            instrument_id base_asset_id quote_asset_id lot_quantity tick_minor symbol status halt_reason ground
            phase call_ends_at_ms"""),
    PAIR_RULES("pair_rules", Kind.CURRENT, """
            instrument_id largest_order_lots largest_order_minor minimum_notional_minor reference_price_ticks
            collar_ticks collar_basis_points dynamic_band_basis_points static_band_basis_points interruption_ms
            cancel_window_ms ground"""),
    AUCTION("auction", Kind.HISTORY, "instrument_id phase price_ticks lots trades"),
    TRADE_CANCELLATION("trade_cancellation", Kind.HISTORY, """
            trade_id instrument_id buyer_account_id seller_account_id quantity money_minor ground"""),
    HOLDER_NOTICE("holder_notice", Kind.CURRENT, "wallet_id notice ground"),
    DISTRIBUTION("distribution", Kind.CURRENT, """
            distribution_id issue_id kind status amount_numerator amount_denominator record_epoch_day
            payment_epoch_day grace_epoch_day holders due_minor residue_minor paid_minor tax_minor tax_rate_ppm
            tax_rate_epoch_day tax_account_id ground"""),
    ENTITLEMENT("entitlement", Kind.HISTORY, """
            distribution_id account_id quantity due_minor paid_minor tax_minor blocked_minor"""),
    PART_REDEMPTION("part_redemption", Kind.CURRENT, """
            task_id issue_id numerator denominator lot_quantity redeemed_quantity residue_quantity paid_minor
            finished"""),
    ORDER("\"order\"", Kind.CURRENT, """
            order_id instrument_id account_id side ord_type time_in_force price_ticks quantity_lots leaves_lots
            cum_lots status cancel_reason cl_ord_ref display_lots displayed_lots stop_price_ticks expire_time_ms
            exec_inst self_trade_prevention working_indicator"""),
    TRADE("trade", Kind.HISTORY, """
            trade_id instrument_id buy_order_id sell_order_id buyer_account_id seller_account_id aggressor
            price_ticks lots quantity money_minor buyer_fee_minor seller_fee_minor phase"""),
    ENCUMBRANCE("encumbrance", Kind.CURRENT, """
            encumbrance_id kind account_id asset_id opened_quantity remaining_quantity covered_quantity
            pledgee_ref rank stops_circulation stops_income stops_redemption expires_at_ms ground"""),
    ENCUMBRANCE_HISTORY("encumbrance_history", Kind.HISTORY, """
            encumbrance_id kind account_id asset_id opened_quantity remaining_quantity covered_quantity
            pledgee_ref rank stops_circulation stops_income stops_redemption expires_at_ms ground"""),
    ACCOUNT_PERMISSIONS("account_permissions", Kind.CURRENT, """
            account_id permitted_classes qualified_until_ms limit_asset_id purchase_limit_minor ground"""),
    PURCHASE_SPENT("purchase_spent", Kind.CURRENT, "account_id spent_minor"),
    CLEARANCE("clearance", Kind.CURRENT, "wallet_id cleared_until_ms ground"),
    ISSUE_RULES("issue_rules", Kind.CURRENT, """
            issue_id qualified_only max_investors max_share_numerator max_share_denominator locked_until_ms ground"""),
    REGIME("regime", Kind.HISTORY, "clearance_required period_sequence ground"),
    PLATFORM_STATUS("platform_status", Kind.HISTORY, "activity status ground"),
    SUSPENDED_TRANSFER("suspended_transfer", Kind.CURRENT, """
            transfer_id from_account_id to_account_id asset_id quantity hold_id status refusable_from_ms
            expires_at_ms waits_whole"""),
    SUSPENDED_TRANSFER_STEP("suspended_transfer_step", Kind.HISTORY, "transfer_id status to_account_id ground"),
    BUY_BACK("buy_back", Kind.HISTORY, "issue_id hold_id price_minor left_quantity until_ms finished ground"),
    MOVE("move", Kind.CURRENT, """
            move_id platform incoming number status issue_id origin_platform quantity legs deadline_ms
            refusal_reason"""),
    MOVE_STEP("move_step", Kind.HISTORY, "move_id status refusal_reason ground"),
    MOVE_LEG("move_leg", Kind.CURRENT, "move_id account_id quantity hold_id"),
    ISSUE_PLACE("issue_place", Kind.CURRENT, """
            issue_id origin_platform place here_quantity moved_out_quantity in_transit_quantity arriving_quantity"""),
    INTERACTION_AGREEMENT("interaction_agreement", Kind.HISTORY, "platform in_force ground"),
    ORDER_WATCH("order_watch", Kind.CURRENT, "watch_id timeout_ms keeps_lasting status deadline_ms"),
    ORDER_WATCH_STATE("order_watch", Kind.PART, "watch_id status deadline_ms"),
    ORDER_WATCH_ACCOUNT("order_watch_account", Kind.CURRENT, "watch_id account_id"),
    FEE_SCHEDULE("fee_schedule", Kind.CURRENT, "schedule_id asset_id fee_account_id valid_from_epoch_day ground"),
    FEE_TIER("fee_tier", Kind.HISTORY, "schedule_id tier from_turnover_minor maker_ppm taker_ppm auction_ppm"),
    FEE_ASSIGNMENT("fee_assignment", Kind.HISTORY, "instrument_id schedule_id from_epoch_day ground"),
    FEE_STATUS("fee_status", Kind.CURRENT, "wallet_id status ground"),
    FEE_PERIOD("fee_period", Kind.HISTORY, "period_sequence"),
    FEE_CHARGE("fee_charge", Kind.HISTORY, """
            account_id fee_account_id asset_id amount_minor reason refunded charge_sequence ground"""),
    INSTRUCTION("instruction", Kind.CURRENT, """
            instruction_id status deadline_ms mediator_ref legs affirmed_legs ground"""),
    INSTRUCTION_LEG("instruction_leg", Kind.HISTORY, """
            instruction_id from_account_id to_account_id asset_id quantity hold_id"""),
    FACT("fact", Kind.HISTORY, "kind commitment"),
    CLAIM("claim", Kind.CURRENT, "claim_id account_id claim_account_id asset_id opened_minor remaining_minor"),
    REDEMPTION("redemption", Kind.CURRENT, """
            issue_id price_minor outstanding_quantity redeemed_quantity paid_minor finished"""),
    TASK("task", Kind.CURRENT, "task_id kind subject_id done total finished"),
    BANK_ENTRY("bank_entry", Kind.HISTORY, """
            bank_account_id account_id asset_id amount_minor entry_kind hold_id bank_reference"""),
    WALLET_HOLDER("wallet_holder", Kind.HISTORY, "wallet_id holder_ref share_numerator share_denominator"),
    BALANCE("balance", Kind.CURRENT, "account_id asset_id available held blocked"),
    HOLDER_RANGE("holder_range", Kind.COUNT, "asset_id account_range holders"),
    COMMAND_RESULT("command_result", Kind.FIRST, """
            key_high key_low reject_code command_template result_id result_amount item""");

    enum Kind {
        /** The newest row of an object; its first column is the key, two columns where an account has a part of it. */
        CURRENT,
        /** Changes columns of a row that is there. */
        PART,
        /** One row per event, never changed. */
        HISTORY,
        /** The first row of a key stays. */
        FIRST,
        /** Counts up or down in the open row of a key; at nothing the row is closed. */
        COUNT
    }

    private final String table;
    private final Kind kind;
    private final List<String> columns;

    Table(String table, Kind kind, String columns) {
        this.table = "readmodel." + table;
        this.kind = kind;
        this.columns = Columns.of(columns);
    }

    String table() {
        return table;
    }

    Kind kind() {
        return kind;
    }

    List<String> columns() {
        return columns;
    }

    boolean history() {
        return kind == Kind.HISTORY;
    }

    /** Whether a row is known by its place in the log, so that there is never another one. */
    boolean ownPlace() {
        return history() && this != WALLET_HOLDER && this != FEE_TIER;
    }

    /** How many of the first columns are the key of what a current row tells. */
    int keys() {
        return this == BALANCE || this == MOVE_LEG || this == ORDER_WATCH_ACCOUNT ? 2 : 1;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(each -> each.table).distinct().toList();
    }

    /** The statement. Parameters: the columns, sequence, recorded_at_ms, then event_index in a history. */
    String sql() {
        if (kind == Kind.PART) {
            return "update " + table + " set " + assignments(columns, " = ?")
                    + ", sequence = ?, recorded_at_ms = ? where " + columns.getFirst() + " = ?";
        }
        return insert() + " values (" + all().stream().map(each -> "?").collect(Collectors.joining(", ")) + ")"
                + onConflict();
    }

    /** Columns of a row as it arrives, of every kind but a part. */
    List<String> all() {
        return Stream.concat(
                        columns.stream(),
                        Stream.of("sequence", "recorded_at_ms", "event_index").limit(history() ? 3 : 2))
                .toList();
    }

    String insert() {
        return "insert into " + table + " as present (" + String.join(", ", all()) + ")";
    }

    String onConflict() {
        return switch (kind) {
            case CURRENT ->
                " on conflict (" + String.join(", ", columns.subList(0, keys())) + ") do update set "
                        + all().stream()
                                .skip(keys())
                                .map(each -> each + " = excluded." + each)
                                .collect(Collectors.joining(", "));
            case COUNT ->
                " on conflict (asset_id, account_range) where until_sequence = 9223372036854775807 do update set"
                        + " holders = present.holders + excluded.holders,"
                        + " until_sequence = case when present.holders + excluded.holders = 0"
                        + " then excluded.sequence else present.until_sequence end";
            default -> " on conflict do nothing";
        };
    }

    boolean part() {
        return kind == Kind.PART;
    }

    private static String assignments(List<String> names, String suffix) {
        return names.stream().map(each -> each + suffix).collect(Collectors.joining(", "));
    }
}
