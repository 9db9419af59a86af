create table operator.register_entry (
    id                bigint generated always as identity primary key,
    entry_type        text        not null check (entry_type in ('PLEDGE', 'ARREST', 'RELEASE', 'TRANSFER')),
    state             text        not null
        check (state in ('PROPOSED', 'DECLINED', 'APPROVED', 'ENTERED', 'REFUSED')),
    account_id        bigint      not null,
    client_id         bigint      not null references operator.client_relation,
    to_account_id     bigint,
    to_client_id      bigint references operator.client_relation,
    asset_id          bigint      not null,
    quantity          bigint      not null check (quantity > 0),
    pledgee_id        bigint references operator.client_relation,
    rank              int         not null default 0 check (rank >= 0),
    stops_circulation boolean     not null default false,
    stops_income      boolean     not null default false,
    stops_redemption  boolean     not null default false,
    expires_at        timestamptz,
    effective_date    date,
    releases_id       bigint references operator.register_entry,
    ground_kind       text        not null,
    ground_number     text        not null check (length(ground_number) between 1 and 100),
    ground_date       date        not null,
    ground_issued_by  text        not null check (length(ground_issued_by) <= 300),
    ground_document   bigint      not null references platform.document,
    ground_sha256     text        not null check (ground_sha256 ~ '^[0-9a-f]{64}$'),
    proposed_by       bigint      not null references platform.person,
    approved_by       bigint references platform.person,
    approval_id       bigint references platform.approval,
    core_id           bigint,
    reject_code       int         not null default 0,
    sequence          bigint,
    request_login     bigint      not null,
    request_key       uuid        not null,
    request_sha256    bytea       not null,
    proposed_at       timestamptz not null,
    answered_at       timestamptz,
    unique (request_login, request_key),
    check (entry_type <> 'PLEDGE' or (pledgee_id is not null and rank >= 1)),
    check (entry_type <> 'ARREST' or length(ground_issued_by) > 0),
    check ((entry_type = 'TRANSFER') = (to_account_id is not null)),
    check ((entry_type = 'RELEASE') = (releases_id is not null)),
    check (state not in ('APPROVED', 'ENTERED', 'REFUSED') or (approved_by is not null and approved_by <> proposed_by))
);
comment on table operator.register_entry is
    'Pledges, arrests, their releases and free transfers: proposed by one person, approved by another, then in the log';
create index register_entry_type on operator.register_entry (entry_type, id);
create index register_entry_client on operator.register_entry (client_id, id);
create index register_entry_core on operator.register_entry (core_id);
create index register_entry_releases on operator.register_entry (releases_id);

-- What is in the log or was refused by it stays as it was; a correction is an entry of its own.
create function operator.register_entry_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in ('ENTERED', 'REFUSED', 'DECLINED') then
        raise exception 'register entry % cannot be changed', old.id;
    end if;
    return new;
end $$;
create trigger register_entry_stays before update or delete on operator.register_entry
    for each row execute function operator.register_entry_stays();
