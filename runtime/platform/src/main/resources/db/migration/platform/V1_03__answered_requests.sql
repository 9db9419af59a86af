create table platform.answered_request (
    owner        text        not null check (length(owner) between 3 and 40),
    key          uuid        not null,
    request_hash bytea       not null check (length(request_hash) = 32),
    process      uuid        not null,
    started_at   timestamptz not null,
    status       int check (status between 200 and 399),
    content_type text,
    etag         text,
    location     text,
    body         bytea,
    primary key (owner, key)
);
comment on table platform.answered_request is 'What a request of the API with an Idempotency-Key was answered; without a status it is still at work';
create index answered_request_started on platform.answered_request (started_at);
