-- What issues owe their holders of one moment, what each account got of it, and redemptions in part.
create table readmodel.distribution (
    distribution_id bigint not null,
    issue_id bigint not null,
    kind text not null,
    status text not null,
    amount_numerator bigint not null,
    amount_denominator bigint not null,
    record_epoch_day integer not null,
    payment_epoch_day integer not null,
    grace_epoch_day integer not null,
    holders bigint not null,
    due_minor bigint not null,
    residue_minor bigint not null,
    paid_minor bigint not null,
    tax_minor bigint not null,
    tax_rate_ppm integer not null,
    tax_rate_epoch_day integer not null,
    tax_account_id bigint not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (distribution_id)
);
create index distribution_of_issue on readmodel.distribution (issue_id, distribution_id);

create table readmodel.entitlement (
    distribution_id bigint not null,
    account_id bigint not null,
    quantity bigint not null,
    due_minor bigint not null,
    paid_minor bigint not null,
    tax_minor bigint not null,
    blocked_minor bigint not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);
create index entitlement_of_distribution on readmodel.entitlement (distribution_id, account_id, sequence desc);
create index entitlement_of_account on readmodel.entitlement (account_id, distribution_id);
create trigger entitlement_is_final before update or delete on readmodel.entitlement
    for each row execute function readmodel.refuse_change();

create table readmodel.part_redemption (
    task_id bigint not null,
    issue_id bigint not null,
    numerator bigint not null,
    denominator bigint not null,
    lot_quantity bigint not null,
    redeemed_quantity bigint not null,
    residue_quantity bigint not null,
    paid_minor bigint not null,
    finished boolean not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (task_id)
);
create index part_redemption_of_issue on readmodel.part_redemption (issue_id, task_id);
