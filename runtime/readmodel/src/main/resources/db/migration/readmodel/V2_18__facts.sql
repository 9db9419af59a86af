-- Facts of the house, known to the log by their commitments only.
create table readmodel.fact (
    kind text not null,
    commitment bytea not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);
create index fact_commitment on readmodel.fact (commitment);
create trigger fact_is_final before update or delete on readmodel.fact
    for each row execute function readmodel.refuse_change();
