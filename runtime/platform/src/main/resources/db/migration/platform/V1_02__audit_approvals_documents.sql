create table platform.audit (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    login_id   bigint,
    person_id  bigint,
    actor_name text        not null,
    action     text        not null check (length(action) between 1 and 100),
    subject    text        not null check (length(subject) <= 300),
    details    jsonb       not null
);
comment on table platform.audit is 'What people did; rows are only ever added';
create index audit_at on platform.audit (at, id);
create index audit_subject on platform.audit (subject, id);

create function platform.refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'rows of % are only ever added', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger audit_only_grows
    before update or delete on platform.audit
    for each row execute function platform.refuse_change();
create trigger audit_is_not_emptied
    before truncate on platform.audit
    for each statement execute function platform.refuse_change();

create table platform.approval (
    id              bigint generated always as identity primary key,
    kind            text        not null check (length(kind) between 1 and 100),
    subject         text        not null check (length(subject) between 1 and 300),
    before_after    jsonb       not null,
    state           text        not null check (state in ('PROPOSED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
    proposed_login  bigint      not null references platform.login,
    proposed_person bigint      not null references platform.person,
    proposed_at     timestamptz not null,
    expires_at      timestamptz not null,
    decided_login   bigint references platform.login,
    decided_person  bigint references platform.person,
    decided_at      timestamptz,
    reason          text        not null default '',
    version         int         not null default 0,
    check (state not in ('APPROVED', 'DECLINED') or (decided_person is not null and decided_person <> proposed_person))
);
comment on table platform.approval is 'A change proposed by one natural person and decided by another';
create index approval_open on platform.approval (id) where state = 'PROPOSED';
create index approval_subject on platform.approval (subject, id);

create table platform.document (
    id           bigint generated always as identity primary key,
    sha256       bytea       not null check (length(sha256) = 32),
    name         text        not null check (length(name) between 1 and 255),
    media_type   text        not null,
    size_bytes   bigint      not null check (size_bytes between 1 and 52428800),
    stored_by    bigint references platform.login,
    stored_at    timestamptz not null,
    signature    bytea,
    signature_format text
);
comment on column platform.document.signature is 'Empty until signatures are taken; then a detached signature over the content';
create index document_sha256 on platform.document (sha256);

create table platform.document_chunk (
    document_id bigint not null references platform.document deferrable initially deferred,
    number      int    not null check (number >= 0),
    content     bytea  not null check (length(content) between 1 and 262144),
    primary key (document_id, number)
);

create function platform.refuse_content_change() returns trigger language plpgsql as
$$
begin
    if (new.sha256, new.name, new.media_type, new.size_bytes, new.stored_at)
        is distinct from (old.sha256, old.name, old.media_type, old.size_bytes, old.stored_at) then
        raise exception 'a stored document does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger document_keeps_content
    before update on platform.document
    for each row execute function platform.refuse_content_change();
create trigger document_stays
    before delete on platform.document
    for each row execute function platform.refuse_change();
create trigger document_chunk_stays
    before update or delete on platform.document_chunk
    for each row execute function platform.refuse_change();
