-- Settlement in many legs: instructions as they stand, and each word about one of their legs.
create table readmodel.instruction (
    instruction_id bigint not null,
    status text not null,
    deadline_ms bigint not null,
    mediator_ref bigint not null,
    legs integer not null,
    affirmed_legs integer not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (instruction_id)
);
create index instruction_of_mediator on readmodel.instruction (mediator_ref, instruction_id) where mediator_ref <> 0;

create table readmodel.instruction_leg (
    instruction_id bigint not null,
    from_account_id bigint not null,
    to_account_id bigint not null,
    asset_id bigint not null,
    quantity bigint not null,
    hold_id bigint not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);
create index instruction_leg_of_instruction on readmodel.instruction_leg (instruction_id, sequence, event_index);
create index instruction_leg_of_giver on readmodel.instruction_leg (from_account_id, instruction_id);
create index instruction_leg_of_receiver on readmodel.instruction_leg (to_account_id, instruction_id);
create trigger instruction_leg_is_final before update or delete on readmodel.instruction_leg
    for each row execute function readmodel.refuse_change();
