-- How long money may wait for its owner before staff have a case of it; dated, set by two administrators.
create table operator.suspense_term (
    id         bigint generated always as identity primary key,
    days       integer     not null check (days between 1 and 365),
    valid_from date        not null,
    source     text        not null check (length(btrim(source)) between 1 and 500),
    approval   bigint      not null references platform.approval,
    decided_at timestamptz not null
);
comment on table operator.suspense_term is 'Versions of one setting; the latest decision about a day rules';
