-- Daily monitoring of base assets (Rules, 39): what was found on a day, what is open, whom it has to be told.
create table operator.monitoring_record (
    id                 bigint primary key default nextval('operator.issuance_id'),
    issue_id           bigint      not null,
    client_relation_id bigint      not null,
    day                date        not null,
    outcome            text        not null check (outcome in ('OK', 'UNKNOWN', 'CERTIFICATE', 'MISMATCH', 'GAP')),
    base_value         numeric,
    needed_value       numeric,
    currency           text        not null,
    found_at           timestamptz not null
);
create index monitoring_record_by_issue on operator.monitoring_record (issue_id, day, id);

create table operator.monitoring_alert (
    id                 bigint primary key default nextval('operator.issuance_id'),
    issue_id           bigint      not null,
    client_relation_id bigint      not null,
    kind               text        not null check (kind in ('UNKNOWN', 'CERTIFICATE', 'MISMATCH', 'GAP')),
    day                date        not null,
    opened_at          timestamptz not null,
    closed_at          timestamptz check (closed_at >= opened_at),
    closed_by          bigint,
    resolution         text
);
create unique index monitoring_alert_open on operator.monitoring_alert (issue_id, kind) where closed_at is null;
create index monitoring_alert_by_client on operator.monitoring_alert (client_relation_id) where closed_at is null;

-- A duty to tell: queued with the finding, delivered when somebody has recorded how.
create table operator.monitoring_notice (
    id           bigint primary key default nextval('operator.issuance_id'),
    alert_id     bigint      not null references operator.monitoring_alert,
    addressee    text        not null check (addressee in ('NATIONAL_BANK', 'CUSTODIAN')),
    body         jsonb       not null,
    queued_at    timestamptz not null,
    delivered_at timestamptz,
    delivered_by bigint,
    reference    text check (delivered_at is null or length(btrim(reference)) > 0),
    unique (alert_id, addressee)
);
