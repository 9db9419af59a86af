create table if not exists operator.notice (
    id                 bigint generated always as identity primary key,
    client_relation_id bigint      not null,
    kind               text        not null,
    payload            jsonb       not null,
    created_at         timestamptz not null
);
create index if not exists notice_client on operator.notice (client_relation_id, id);
