create table operator.issued_paper (
    number             text        not null primary key check (number ~ '^[0-9a-f]{32}$'),
    kind               text        not null
        check (kind in ('STATEMENT', 'EXTRACT', 'CERTIFICATE', 'CONFIRMATION')),
    sha256             bytea       not null check (length(sha256) = 32),
    issued_at          timestamptz not null,
    client_relation_id bigint,
    login_id           bigint,
    fact_id            bigint      not null unique references platform.fact
);
comment on table operator.issued_paper is 'Statements, extracts, confirmations and certificates that were given out, by their hashes; number is the salt of the commitment in the log';
create index issued_paper_of_client on operator.issued_paper (client_relation_id, fact_id desc);
create index issued_paper_of_login on operator.issued_paper (login_id, issued_at);
