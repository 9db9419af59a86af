-- Status of the operator's activities, transfers that wait for data, buy-backs, moves between platforms, order watches.
-- Times are Unix milliseconds, 0 is none.
create table readmodel.platform_status (
    activity text not null,
    status text not null,
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
create index platform_status_of_activity on readmodel.platform_status (activity, sequence desc);

create table readmodel.suspended_transfer (
    transfer_id bigint not null,
    from_account_id bigint not null,
    to_account_id bigint not null,
    asset_id bigint not null,
    quantity bigint not null,
    hold_id bigint not null,
    status text not null,
    refusable_from_ms bigint not null,
    expires_at_ms bigint not null,
    waits_whole boolean not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (transfer_id)
);
create index suspended_transfer_from on readmodel.suspended_transfer (from_account_id, transfer_id);
create index suspended_transfer_to on readmodel.suspended_transfer (to_account_id, transfer_id);
create index suspended_transfer_hold on readmodel.suspended_transfer (hold_id);

create table readmodel.suspended_transfer_step (
    transfer_id bigint not null,
    status text not null,
    to_account_id bigint not null,
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
create index suspended_transfer_steps on readmodel.suspended_transfer_step (transfer_id, sequence);

create table readmodel.buy_back (
    issue_id bigint not null,
    hold_id bigint not null,
    price_minor bigint not null,
    left_quantity bigint not null,
    until_ms bigint not null,
    finished boolean not null,
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
create index buy_back_offer on readmodel.buy_back (hold_id, sequence);

create table readmodel.move (
    move_id bigint not null,
    platform integer not null,
    incoming boolean not null,
    number bigint not null,
    status text not null,
    issue_id bigint not null,
    origin_platform integer not null,
    quantity bigint not null,
    legs integer not null,
    deadline_ms bigint not null,
    refusal_reason integer not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (move_id)
);
create table readmodel.move_step (
    move_id bigint not null,
    status text not null,
    refusal_reason integer not null,
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
create index move_steps on readmodel.move_step (move_id, sequence);
create table readmodel.move_leg (
    move_id bigint not null,
    account_id bigint not null,
    quantity bigint not null,
    hold_id bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (move_id, account_id)
);
create index move_leg_of_account on readmodel.move_leg (account_id, move_id);

create table readmodel.issue_place (
    issue_id bigint not null,
    origin_platform integer not null,
    place integer not null,
    here_quantity bigint not null,
    moved_out_quantity bigint not null,
    in_transit_quantity bigint not null,
    arriving_quantity bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (issue_id)
);

create table readmodel.interaction_agreement (
    platform integer not null,
    in_force boolean not null,
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
create index interaction_agreement_of on readmodel.interaction_agreement (platform, sequence desc);

create table readmodel.order_watch (
    watch_id bigint not null,
    timeout_ms bigint not null,
    keeps_lasting boolean not null,
    status text not null,
    deadline_ms bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (watch_id)
);
create table readmodel.order_watch_account (
    watch_id bigint not null,
    account_id bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (watch_id, account_id)
);
create index order_watch_of_account on readmodel.order_watch_account (account_id, watch_id);

create trigger platform_status_is_final before update or delete on readmodel.platform_status
    for each row execute function readmodel.refuse_change();
create trigger suspended_transfer_step_is_final before update or delete on readmodel.suspended_transfer_step
    for each row execute function readmodel.refuse_change();
create trigger buy_back_is_final before update or delete on readmodel.buy_back
    for each row execute function readmodel.refuse_change();
create trigger move_step_is_final before update or delete on readmodel.move_step
    for each row execute function readmodel.refuse_change();
create trigger interaction_agreement_is_final before update or delete on readmodel.interaction_agreement
    for each row execute function readmodel.refuse_change();
