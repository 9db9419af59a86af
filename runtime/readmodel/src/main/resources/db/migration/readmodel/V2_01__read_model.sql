create schema if not exists readmodel;

-- Every row says by its sequence which entry of the log it stands on. recorded_at_ms is Unix milliseconds of that entry.
create table readmodel.asset (
    asset_id bigint not null,
    asset_kind text not null,
    scale integer not null,
    code text not null,
    issue_id bigint not null,
    origin_platform integer not null,
    place integer not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (asset_id)
);

create table readmodel.wallet (
    wallet_id bigint not null,
    wallet_kind text not null,
    holding_kind text not null,
    key_ref bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (wallet_id)
);

create table readmodel.account (
    account_id bigint not null,
    wallet_id bigint not null,
    capacity text not null,
    activity text not null,
    issue_id bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (account_id)
);

create table readmodel.issue (
    issue_id bigint not null,
    dfa_kind text not null,
    issuer_account_id bigint not null,
    issuer_side_account_id bigint not null,
    unsold_account_id bigint not null,
    reserve_account_id bigint not null,
    money_asset_id bigint not null,
    scale integer not null,
    nominal_minor bigint not null,
    authorised_volume bigint not null,
    maturity_epoch_day integer not null,
    redemption_price_minor bigint not null,
    code text not null,
    registration_number text not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    status text not null default 'REGISTERED',
    suspended boolean not null default false,
    backing_valid_until_ms bigint not null default 0,
    minted_quantity bigint not null default 0,
    redeemed_quantity bigint not null default 0,
    burned_quantity bigint not null default 0,
    state_document_kind integer not null default 0,
    state_document_epoch_day integer not null default 0,
    state_document_ref bigint not null default 0,
    state_ground_epoch_day integer not null default 0,
    state_document_hash bytea not null default '',
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (issue_id)
);

create table readmodel.posting (
    account_id bigint not null,
    asset_id bigint not null,
    entry_kind text not null,
    available_delta bigint not null,
    held_delta bigint not null,
    blocked_delta bigint not null,
    available bigint not null,
    held bigint not null,
    blocked bigint not null,
    subject_id bigint not null,
    effective_epoch_day integer not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);

create table readmodel.hold (
    hold_id bigint not null,
    account_id bigint not null,
    asset_id bigint not null,
    reason text not null,
    subject_id bigint not null,
    opened_quantity bigint not null,
    remaining_quantity bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (hold_id)
);

create table readmodel.placement (
    placement_id bigint not null,
    issue_id bigint not null,
    status text not null,
    from_ms bigint not null,
    until_ms bigint not null,
    minimum_quantity bigint not null,
    maximum_quantity bigint not null,
    price_minor bigint not null,
    lot_quantity bigint not null,
    investor_cap_quantity bigint not null,
    method text not null,
    subscribed_quantity bigint not null,
    allocated_quantity bigint not null,
    proceeds_minor bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (placement_id)
);

create table readmodel.subscription (
    subscription_id bigint not null,
    placement_id bigint not null,
    account_id bigint not null,
    status text not null,
    quantity bigint not null,
    allocated_quantity bigint not null,
    paid_minor bigint not null,
    refunded_minor bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (subscription_id)
);

create table readmodel.instrument (
    instrument_id bigint not null,
    base_asset_id bigint not null,
    quote_asset_id bigint not null,
    lot_quantity bigint not null,
    tick_minor bigint not null,
    symbol text not null,
    status text not null,
    halt_reason text not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (instrument_id)
);

create table readmodel."order" (
    order_id bigint not null,
    instrument_id bigint not null,
    account_id bigint not null,
    side text not null,
    ord_type text not null,
    time_in_force text not null,
    price_ticks bigint not null,
    quantity_lots bigint not null,
    leaves_lots bigint not null,
    cum_lots bigint not null,
    status text not null,
    cancel_reason text not null,
    cl_ord_ref bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (order_id)
);

create table readmodel.trade (
    trade_id bigint not null,
    instrument_id bigint not null,
    buy_order_id bigint not null,
    sell_order_id bigint not null,
    buyer_account_id bigint not null,
    seller_account_id bigint not null,
    aggressor text not null,
    price_ticks bigint not null,
    lots bigint not null,
    quantity bigint not null,
    money_minor bigint not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);

create table readmodel.encumbrance (
    encumbrance_id bigint not null,
    kind text not null,
    account_id bigint not null,
    asset_id bigint not null,
    opened_quantity bigint not null,
    remaining_quantity bigint not null,
    covered_quantity bigint not null,
    pledgee_ref bigint not null,
    rank integer not null,
    stops_circulation boolean not null,
    stops_income boolean not null,
    stops_redemption boolean not null,
    expires_at_ms bigint not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (encumbrance_id)
);

create table readmodel.encumbrance_history (
    encumbrance_id bigint not null,
    kind text not null,
    account_id bigint not null,
    asset_id bigint not null,
    opened_quantity bigint not null,
    remaining_quantity bigint not null,
    covered_quantity bigint not null,
    pledgee_ref bigint not null,
    rank integer not null,
    stops_circulation boolean not null,
    stops_income boolean not null,
    stops_redemption boolean not null,
    expires_at_ms bigint not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);

create table readmodel.claim (
    claim_id bigint not null,
    account_id bigint not null,
    claim_account_id bigint not null,
    asset_id bigint not null,
    opened_minor bigint not null,
    remaining_minor bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (claim_id)
);

create table readmodel.redemption (
    issue_id bigint not null,
    price_minor bigint not null,
    outstanding_quantity bigint not null,
    redeemed_quantity bigint not null,
    paid_minor bigint not null,
    finished boolean not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (issue_id)
);

create table readmodel.task (
    task_id bigint not null,
    kind text not null,
    subject_id bigint not null,
    done bigint not null,
    total bigint not null,
    finished boolean not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (task_id)
);

create table readmodel.bank_entry (
    bank_account_id bigint not null,
    account_id bigint not null,
    asset_id bigint not null,
    amount_minor bigint not null,
    entry_kind text not null,
    hold_id bigint not null,
    bank_reference bytea not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);

create table readmodel.wallet_holder (
    wallet_id bigint not null,
    holder_ref bigint not null,
    share_numerator integer not null,
    share_denominator integer not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (wallet_id, holder_ref)
);

create table readmodel.balance (
    account_id bigint not null,
    asset_id bigint not null,
    available bigint not null,
    held bigint not null,
    blocked bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (account_id, asset_id)
);

create table readmodel.command_result (
    key_high bigint not null,
    key_low bigint not null,
    reject_code integer not null,
    command_template integer not null,
    result_id bigint not null,
    result_amount bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (key_high, key_low)
);

create table readmodel.bookmark (
    id integer primary key check (id = 1),
    log_position bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    state_hash_high bigint not null,
    state_hash_low bigint not null,
    generation bigint not null
);
insert into readmodel.bookmark values (1, 0, 0, 0, 0, 0, 0);

create table readmodel.core_state (
    id integer primary key check (id = 1),
    log_position bigint not null,
    sequence bigint not null,
    snapshot bytea not null
);

create index balance_by_asset on readmodel.balance (asset_id, account_id);
create index posting_by_holding on readmodel.posting (asset_id, account_id, sequence desc, event_index desc);
create index posting_by_subject on readmodel.posting (subject_id, entry_kind);
create index wallet_holder_by_holder on readmodel.wallet_holder (holder_ref);
create index account_by_wallet on readmodel.account (wallet_id);
create index hold_by_account on readmodel.hold (account_id, asset_id);
create index subscription_by_placement on readmodel.subscription (placement_id, subscription_id);
create index subscription_by_account on readmodel.subscription (account_id, subscription_id);
create index order_by_account on readmodel."order" (account_id, order_id);
create index order_open on readmodel."order" (instrument_id, side, price_ticks) where leaves_lots > 0;
create index trade_by_instrument on readmodel.trade (instrument_id, sequence);
create index trade_by_buyer on readmodel.trade (buyer_account_id, sequence);
create index trade_by_seller on readmodel.trade (seller_account_id, sequence);
create index encumbrance_by_holding on readmodel.encumbrance (asset_id, account_id);
create index encumbrance_history_by_id on readmodel.encumbrance_history (encumbrance_id, sequence desc);
create index task_by_subject on readmodel.task (kind, subject_id);
create index bank_entry_by_bank on readmodel.bank_entry (bank_account_id, sequence);
create index posting_by_time on readmodel.posting (recorded_at_ms, sequence);
