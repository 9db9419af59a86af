create schema if not exists operator;

create table operator.bank_account (
    id                  bigint generated always as identity primary key,
    iban                text        not null unique check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{1,30}$'),
    bic                 text        not null check (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
    bank_name           text        not null check (length(bank_name) between 1 and 140),
    currency            text        not null check (currency ~ '^[A-Z]{3}$'),
    asset_id            bigint      not null,
    scale               int         not null check (scale between 0 and 5),
    core_account_id     bigint      not null unique,
    suspense_account_id bigint      not null unique,
    claim_account_id    bigint      not null,
    own_account_id      bigint      not null,
    folder              text        not null unique check (length(folder) between 1 and 1000),
    created_at          timestamptz not null
);
comment on table operator.bank_account is 'An account of the operator at a bank, with its accounts in the core and its folder of messages';

create table operator.payment_reference (
    reference          text        not null primary key check (reference ~ '^RF[0-9]{2}[A-Z0-9]{1,21}$'),
    client_relation_id bigint      not null,
    account_id         bigint      not null,
    claim_account_id   bigint      not null,
    asset_id           bigint      not null,
    national_id        text        not null check (national_id ~ '^([0-9]{12})?$'),
    capacity           text        not null check (capacity in ('CLIENT', 'ISSUER')),
    created_at         timestamptz not null,
    unique (account_id, asset_id)
);
comment on column operator.payment_reference.national_id is 'IIN or BIN of the only payer whose money is taken; empty for a foreigner, whose payments staff match';

create table operator.bank_file (
    id              bigint generated always as identity primary key,
    bank_account_id bigint      not null references operator.bank_account,
    name            text        not null,
    message_id      text        not null default '',
    size_bytes      bigint      not null,
    received_at     timestamptz not null,
    state           text        not null check (state in ('TAKEN', 'REFUSED')),
    movements       int         not null default 0,
    fault_code      text,
    fault_path      text,
    fault_line      int,
    fault_detail    text,
    check ((state = 'REFUSED') = (fault_code is not null))
);
create index bank_file_account on operator.bank_file (bank_account_id, id);

create table operator.payment_file (
    id              bigint generated always as identity primary key,
    bank_account_id bigint      not null references operator.bank_account,
    message_id      text        not null unique check (length(message_id) between 1 and 35),
    content         bytea       not null,
    state           text        not null check (state in ('PREPARED', 'WRITTEN', 'SENT')),
    created_at      timestamptz not null,
    sent_at         timestamptz,
    check ((state = 'SENT') = (sent_at is not null))
);

create table operator.payout (
    id                 bigint generated always as identity primary key,
    client_relation_id bigint,
    account_id         bigint      not null,
    bank_account_id    bigint      not null references operator.bank_account,
    amount_minor       bigint      not null check (amount_minor > 0),
    payee_name         text        not null check (length(payee_name) between 1 and 140),
    payee_number       text        not null check (payee_number ~ '^([0-9]{12})?$'),
    payee_is_entity    boolean     not null,
    payee_iban         text        not null check (payee_iban ~ '^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{1,30}$'),
    payee_bic          text        not null check (payee_bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
    purpose            text        not null check (length(purpose) between 1 and 140),
    state              text        not null check (state in ('REQUESTED', 'REFUSED', 'RESERVED', 'APPROVED', 'IN_FILE',
        'SENT', 'UNKNOWN', 'BOOKING', 'PAID', 'RELEASING', 'REJECTED', 'WITHDRAWN', 'DECLINED', 'RETURNING', 'RETURNED')),
    end_to_end_id      text        not null unique check (length(end_to_end_id) between 1 and 35),
    request_key        uuid        not null unique,
    hold_id            bigint,
    payment_file_id    bigint references operator.payment_file,
    release_end        text,
    reject_code        int         not null default 0,
    reason             text        not null default '',
    requested_at       timestamptz not null,
    first_person       bigint      not null default 0,
    second_person      bigint      not null default 0,
    deadline_at        timestamptz,
    finished_at        timestamptz,
    check (first_person = 0 or first_person <> second_person)
);
create index payout_client on operator.payout (client_relation_id, id);
create index payout_state on operator.payout (state, id);

create table operator.bank_movement (
    id                bigint generated always as identity primary key,
    bank_account_id   bigint      not null references operator.bank_account,
    reference         text        not null,
    transaction_index int         not null,
    bank_file_id      bigint      not null references operator.bank_file,
    credit            boolean     not null,
    reversal          boolean     not null,
    amount            numeric     not null,
    currency          text        not null,
    amount_minor      bigint,
    booking_date      date,
    end_to_end_id     text        not null,
    related_reference text        not null,
    payer_name        text        not null,
    payer_numbers     text        not null,
    remittance        text        not null,
    return_reason     text        not null,
    state             text        not null check (state in ('BOOKING', 'BOOKED', 'SUSPENSE', 'SETTLING', 'SETTLED',
        'RETURNING', 'UNBOOKABLE', 'CASE', 'REVERSED')),
    reason            text        not null default '',
    account_id        bigint,
    payout_id         bigint references operator.payout,
    reverses_id       bigint references operator.bank_movement,
    core_sequence     bigint,
    received_at       timestamptz not null,
    unique (bank_account_id, reference, transaction_index)
);
comment on table operator.bank_movement is 'Every booked movement of the bank, once and for good: the unique key makes a repeated message harmless';
create index bank_movement_state on operator.bank_movement (state, id);

create table operator.money_case (
    id              bigint generated always as identity primary key,
    bank_account_id bigint      not null references operator.bank_account,
    kind            text        not null,
    movement_id     bigint references operator.bank_movement,
    payout_id       bigint references operator.payout,
    detail          text        not null,
    opened_at       timestamptz not null,
    closed_at       timestamptz,
    closed_by       bigint,
    resolution      text        not null default ''
);
comment on table operator.money_case is 'What only staff can decide: an unmatched debit, a payout without an answer, a status that contradicts the account';
create index money_case_open on operator.money_case (id) where closed_at is null;
