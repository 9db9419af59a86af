-- Notices of death or liquidation of holders, NONE when taken back.
create table readmodel.holder_notice (
    wallet_id bigint not null,
    notice text not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (wallet_id)
);
create index encumbrance_of_account on readmodel.encumbrance (account_id) where asset_id = 0;
