create schema if not exists operator;

create table operator.command_authorisation (
    hash       bytea       not null primary key check (length(hash) = 32),
    salt       bytea       not null check (length(salt) = 16),
    record     text        not null,
    key_high   bigint      not null,
    key_low    bigint      not null,
    created_at timestamptz not null
);
comment on table operator.command_authorisation is 'Who asked for a command and by what right; the log holds SHA-256(salt, record)';
create index command_authorisation_key on operator.command_authorisation (key_high, key_low);

create table operator.command_outbox (
    id                bigint generated always as identity primary key,
    object_type       text        not null check (length(object_type) between 1 and 100),
    object_id         bigint      not null,
    first_high        bigint      not null,
    first_low         bigint      not null,
    key_high          bigint      not null,
    key_low           bigint      not null,
    key_created_at_ms bigint      not null,
    command           bytea       not null,
    client_id         text        not null,
    actor_ref         bigint      not null,
    first_person_ref  bigint      not null,
    second_person_ref bigint      not null,
    created_at        timestamptz not null,
    answered_at       timestamptz,
    sequence          bigint,
    reject_code       int,
    result_id         bigint,
    result_amount     bigint,
    unique (first_high, first_low),
    check ((answered_at is null) = (sequence is null)),
    check ((answered_at is null) = (reject_code is null))
);
comment on table operator.command_outbox is 'Commands kept with the decision that led to them, until the log has answered';
comment on column operator.command_outbox.first_high is 'The key it was enqueued under; key_high and key_low are those it is sent under now';
create index command_outbox_waiting on operator.command_outbox (object_type, object_id, id) where answered_at is null;
