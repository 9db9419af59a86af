-- Phases, rules and auctions of pairs, and the trades that were undone; times are Unix milliseconds, 0 is none.
alter table readmodel.instrument
    add column phase text not null default 'CONTINUOUS',
    add column call_ends_at_ms bigint not null default 0;
alter table readmodel.instrument
    alter column phase drop default,
    alter column call_ends_at_ms drop default;
update readmodel.instrument set phase = 'QUIESCENT' where status = 'TRADING_HALT';
update readmodel.instrument set phase = 'PRE_TRADING' where status = 'NOT_AVAILABLE_FOR_TRADING';

create table readmodel.pair_rules (
    instrument_id bigint not null,
    largest_order_lots bigint not null,
    largest_order_minor bigint not null,
    minimum_notional_minor bigint not null,
    reference_price_ticks bigint not null,
    collar_ticks bigint not null,
    collar_basis_points integer not null,
    dynamic_band_basis_points integer not null,
    static_band_basis_points integer not null,
    interruption_ms bigint not null,
    cancel_window_ms bigint not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (instrument_id)
);

create table readmodel.auction (
    instrument_id bigint not null,
    phase text not null,
    price_ticks bigint not null,
    lots bigint not null,
    trades bigint not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);
create index auction_by_instrument on readmodel.auction (instrument_id, sequence desc);

create table readmodel.trade_cancellation (
    trade_id bigint not null,
    instrument_id bigint not null,
    buyer_account_id bigint not null,
    seller_account_id bigint not null,
    quantity bigint not null,
    money_minor bigint not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index),
    unique (trade_id)
);
create trigger auction_is_final before update or delete on readmodel.auction
    for each row execute function readmodel.refuse_change();
create trigger trade_cancellation_is_final before update or delete on readmodel.trade_cancellation
    for each row execute function readmodel.refuse_change();
