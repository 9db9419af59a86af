create table operator.act (
    id              bigint generated always as identity primary key,
    room            text        not null,
    kind            text        not null,
    subject         bigint      not null default 0,
    given           jsonb       not null,
    ground_kind     text,
    ground_number   text check (length(ground_number) between 1 and 100),
    ground_date     date,
    ground_issued_by text check (length(ground_issued_by) <= 300),
    ground_document bigint references platform.document,
    ground_sha256   text check (ground_sha256 ~ '^[0-9a-f]{64}$'),
    state           text        not null check (state in ('PROPOSED', 'DECLINED', 'SENT', 'APPLIED', 'REFUSED')),
    approval        bigint references platform.approval,
    first_person    bigint      not null references platform.person,
    second_person   bigint references platform.person,
    reject_code     int         not null default 0,
    result_id       bigint      not null default 0,
    sequence        bigint      not null default 0,
    request_login   bigint      not null,
    request_key     uuid        not null,
    request_sha256  bytea       not null,
    asked_at        timestamptz not null,
    answered_at     timestamptz,
    unique (request_login, request_key),
    check (second_person is null or second_person <> first_person),
    check ((ground_kind is null) = (ground_document is null)),
    check (approval is null or state in ('PROPOSED', 'DECLINED') or second_person is not null)
);
comment on table operator.act is
    'What staff have the core do on a document: proposed by one person, where due decided by another, then in the log';
create index act_room on operator.act (room, id);
create index act_subject on operator.act (kind, subject, id);

-- What is in the log, was refused by it or by a person stays as it was.
create function operator.act_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in ('APPLIED', 'REFUSED', 'DECLINED') then
        raise exception 'act % cannot be changed', old.id;
    end if;
    return new;
end $$;
create trigger act_stays before update or delete on operator.act
    for each row execute function operator.act_stays();
