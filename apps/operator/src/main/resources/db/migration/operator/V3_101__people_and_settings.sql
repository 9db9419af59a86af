create schema if not exists operator;

create table operator.deployment (
    only_one       boolean     not null primary key default true check (only_one),
    operator_name  text        not null check (length(operator_name) between 1 and 300),
    operator_bin   text        not null check (operator_bin ~ '^([0-9]{12})?$'),
    cluster_number int         not null check (cluster_number >= 1),
    created_at     timestamptz not null
);
comment on table operator.deployment is 'The operator whose deployment this is';

create table operator.activity_registration (
    id         bigint generated always as identity primary key,
    activity   text        not null check (activity in ('DFA', 'TRADING')),
    number     text        not null check (length(number) between 1 and 49),
    valid_from date        not null,
    valid_to   date check (valid_to >= valid_from),
    approval   bigint      not null references platform.approval,
    decided_at timestamptz not null
);
comment on table operator.activity_registration is 'Entries of the operator in the National Bank''s registers; the latest decision about a day rules';

create table operator.client_relation (
    id                     bigint generated always as identity primary key,
    person_id              bigint      not null unique references platform.person,
    status                 text        not null
        check (status in ('PROPOSED', 'DECLINED', 'OPENING', 'ACTIVE', 'REFUSED')),
    issuer                 boolean     not null,
    residency              text        not null check (residency ~ '^[A-Z]{2}$'),
    address                text        not null check (length(address) between 1 and 500),
    identification         text        not null check (length(identification) between 1 and 300),
    identification_document bigint     not null references platform.document,
    identified_until       date        not null,
    opened_by              bigint      not null references platform.person,
    approved_by            bigint references platform.person,
    reject_code            int         not null default 0,
    created_at             timestamptz not null,
    version                int         not null default 0,
    check (status not in ('OPENING', 'ACTIVE') or (approved_by is not null and approved_by <> opened_by))
);
comment on table operator.client_relation is 'A person as a client; identified by two members of staff';
create index client_relation_status on operator.client_relation (status, id);

create table operator.representative (
    client_relation_id bigint      not null references operator.client_relation,
    person_id          bigint      not null references platform.person,
    added_at           timestamptz not null,
    primary key (client_relation_id, person_id)
);
comment on table operator.representative is 'Natural persons who act for a client, himself included';
create index representative_person on operator.representative (person_id);

create table operator.wallet (
    id             bigint generated always as identity primary key,
    core_wallet_id bigint unique,
    wallet_kind    text        not null check (wallet_kind in ('KEPT_HERE', 'OTHER_PROVIDER', 'SELF_HELD')),
    holding_kind   text        not null
        check (holding_kind in ('SOLE', 'JOINT', 'NOMINEE_DISCLOSED', 'NOMINEE_UNDISCLOSED')),
    key_ref        bigint      not null default 0,
    created_at     timestamptz not null
);

create table operator.wallet_holder (
    wallet_id          bigint not null references operator.wallet,
    client_relation_id bigint not null references operator.client_relation,
    share_numerator    int    not null check (share_numerator >= 1),
    share_denominator  int    not null check (share_denominator >= share_numerator),
    primary key (wallet_id, client_relation_id)
);
create index wallet_holder_relation on operator.wallet_holder (client_relation_id);

create table operator.client_account (
    id                 bigint generated always as identity primary key,
    wallet_id          bigint      not null references operator.wallet,
    client_relation_id bigint      not null references operator.client_relation,
    capacity           text        not null check (capacity in ('CLIENT', 'ISSUER', 'CLAIM')),
    core_account_id    bigint unique,
    created_at         timestamptz not null
);
create index client_account_relation on operator.client_account (client_relation_id, capacity);
