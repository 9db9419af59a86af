-- What accounts have spent of their purchase limits; of a row before the command that began the period, nothing.
create table readmodel.purchase_spent (
    account_id bigint not null,
    spent_minor bigint not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (account_id)
);
