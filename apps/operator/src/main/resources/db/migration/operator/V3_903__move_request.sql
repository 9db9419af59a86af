create table operator.move_request (
    id                 bigint generated always as identity primary key,
    client_relation_id bigint      not null references operator.client_relation,
    account_id         bigint      not null,
    issue_id           bigint      not null,
    quantity           bigint      not null check (quantity > 0),
    platform           int         not null check (platform > 0),
    state              text        not null check (state in ('ASKED', 'WITHDRAWN', 'TAKEN', 'REFUSED')),
    note               text        not null default '' check (length(note) <= 300),
    asked_by           bigint      not null references platform.person,
    asked_at           timestamptz not null,
    answered_by        bigint references platform.person,
    answered_at        timestamptz,
    check ((state in ('TAKEN', 'REFUSED')) = (answered_by is not null)),
    check (state <> 'REFUSED' or note <> '')
);
comment on table operator.move_request is
    'What clients ask to move to other platforms; the desk takes a request by an act of its own, or refuses it';
create index move_request_of_client on operator.move_request (client_relation_id, id);

-- What was answered or taken back stays as it was.
create function operator.move_request_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'ASKED' then
        raise exception 'move request % cannot be changed', old.id;
    end if;
    return new;
end $$;
create trigger move_request_stays before update or delete on operator.move_request
    for each row execute function operator.move_request_stays();
