-- Placements: always on the issuer's application (Rules, 48).
create table operator.placement_application (
    id                 bigint primary key default nextval('operator.issuance_id'),
    application_id     bigint      not null references operator.issue_application,
    issue_id           bigint      not null,
    client_relation_id bigint      not null,
    terms              jsonb       not null,
    status             text        not null check (status in ('APPLIED', 'OPENING', 'OPEN', 'CLOSING', 'CANCELLING', 'REFUSED', 'ENDED')),
    document_id        bigint,
    placement_id       bigint unique,
    opened_by          bigint,
    reject_code        integer,
    sequence           bigint,
    noticed            boolean     not null default false,
    applied_at         timestamptz not null,
    changed_at         timestamptz not null
);
create index placement_application_by_issue on operator.placement_application (issue_id, id);
