create table platform.fact (
    id         bigint generated always as identity primary key,
    kind       text  not null,
    commitment bytea not null check (length(commitment) = 32),
    salt       bytea check (length(salt) = 16),
    audit_id   bigint unique,
    batch      bigint,
    place      int,
    sequence   bigint,
    unique (sequence, place),
    check ((batch is null) = (place is null)),
    check (sequence is null or batch is not null)
);
comment on table platform.fact is 'What the log is to record, or has recorded at its entry sequence as event place, by a commitment';
comment on column platform.fact.salt is 'Of a record of the audit trail; gone when the record is erased';
create index fact_without_batch on platform.fact (id) where batch is null;
create index fact_commitment on platform.fact (commitment);
create index fact_unanswered on platform.fact (batch) where sequence is null;

alter table platform.audit add column erased boolean not null default false;
comment on table platform.audit is 'What people did; rows are only ever added, and emptied where the law wants them erased';

-- Erasing takes who, what and the details; that something was done, what kind of act and when, stays.
create function platform.refuse_audit_change() returns trigger language plpgsql as
$$
begin
    if tg_op = 'UPDATE' and not old.erased and new.erased
        and (new.id, new.at, new.action) = (old.id, old.at, old.action)
        and new.login_id is null and new.person_id is null
        and new.actor_name = '' and new.subject = '' and new.details = '{}'::jsonb then
        return new;
    end if;
    raise exception 'rows of % are only ever added', tg_table_name using errcode = 'restrict_violation';
end
$$;
drop trigger audit_only_grows on platform.audit;
create trigger audit_only_grows
    before update or delete on platform.audit
    for each row execute function platform.refuse_audit_change();
