-- Tariffs with their tiers and pairs, who pays none, and what was taken and given back beside trades.
alter table readmodel.trade
    add column buyer_fee_minor bigint not null default 0,
    add column seller_fee_minor bigint not null default 0;
alter table readmodel.trade
    alter column buyer_fee_minor drop default,
    alter column seller_fee_minor drop default;

create table readmodel.fee_schedule (
    schedule_id bigint not null,
    asset_id bigint not null,
    fee_account_id bigint not null,
    valid_from_epoch_day integer not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (schedule_id)
);

create table readmodel.fee_tier (
    schedule_id bigint not null,
    tier integer not null,
    from_turnover_minor bigint not null,
    maker_ppm integer not null,
    taker_ppm integer not null,
    auction_ppm integer not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (schedule_id, tier)
);
create trigger fee_tier_is_final before update or delete on readmodel.fee_tier
    for each row execute function readmodel.refuse_change();

create table readmodel.fee_assignment (
    instrument_id bigint not null,
    schedule_id bigint not null,
    from_epoch_day integer not null,
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
create index fee_assignment_of_instrument on readmodel.fee_assignment (instrument_id, sequence desc);
create trigger fee_assignment_is_final before update or delete on readmodel.fee_assignment
    for each row execute function readmodel.refuse_change();

create table readmodel.fee_status (
    wallet_id bigint not null,
    status text not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (wallet_id)
);

create table readmodel.fee_period (
    period_sequence bigint not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);
create trigger fee_period_is_final before update or delete on readmodel.fee_period
    for each row execute function readmodel.refuse_change();

create table readmodel.fee_charge (
    account_id bigint not null,
    fee_account_id bigint not null,
    asset_id bigint not null,
    amount_minor bigint not null,
    reason text not null,
    refunded boolean not null,
    charge_sequence bigint not null,
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
create index fee_charge_of_account on readmodel.fee_charge (account_id, sequence desc);
create index fee_charge_refunded on readmodel.fee_charge (charge_sequence) where refunded;
create trigger fee_charge_is_final before update or delete on readmodel.fee_charge
    for each row execute function readmodel.refuse_change();
