-- Issues: application, examination, custody, certificate, registration, mint, redemption (Rules, 38 to 44; Law, art. 6).
create sequence if not exists operator.issuance_id start 1001;

create table operator.issue_application (
    id                 bigint primary key default nextval('operator.issuance_id'),
    client_relation_id bigint      not null,
    issuer_account_id  bigint,
    status             text        not null check (status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'REGISTERING', 'REGISTERED', 'WITHDRAWN')),
    version            integer     not null default 1,
    round              integer     not null default 0,
    terms              jsonb       not null,
    decision           jsonb,
    return_note        text,
    created_at         timestamptz not null,
    changed_at         timestamptz not null,
    submitted_at       timestamptz
);
create index issue_application_by_client on operator.issue_application (client_relation_id, id);
create index issue_application_by_status on operator.issue_application (status, submitted_at, id);

create table operator.issue_document (
    application_id bigint      not null references operator.issue_application,
    document_id    bigint      not null,
    role           text        not null check (role in ('DECISION', 'TERMS', 'BASE_ASSET', 'CUSTODY', 'OTHER')),
    name           text        not null,
    sha256         text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    added_at       timestamptz not null,
    primary key (application_id, document_id)
);

create table operator.examination_answer (
    application_id     bigint      not null references operator.issue_application,
    round              integer     not null,
    line               text        not null,
    verdict            text        not null check (verdict in ('CONFORMS', 'DOES_NOT_CONFORM')),
    reason             text        check (verdict = 'CONFORMS' or length(btrim(reason)) > 0),
    examiner_person_id bigint      not null,
    answered_at        timestamptz not null,
    primary key (application_id, round, line)
);

create table operator.custodian (
    id           bigint primary key default nextval('operator.issuance_id'),
    name         text        not null,
    bin          text        not null unique check (bin ~ '^[0-9]{12}$'),
    legal_entity boolean     not null check (legal_entity),
    residency    text        not null check (residency = 'KZ'),
    recorded_by  bigint      not null,
    recorded_at  timestamptz not null
);

create table operator.custody_agreement (
    id             bigint primary key default nextval('operator.issuance_id'),
    application_id bigint      not null references operator.issue_application,
    custodian_id   bigint      not null references operator.custodian,
    number         text        not null,
    valid_from     date        not null,
    valid_until    date        not null check (valid_until >= valid_from),
    document_id    bigint,
    recorded_by    bigint      not null,
    recorded_at    timestamptz not null
);

create table operator.issuer_consent (
    id                 bigint primary key default nextval('operator.issuance_id'),
    client_relation_id bigint      not null,
    document_id        bigint,
    given_at           timestamptz not null,
    withdrawn_at       timestamptz check (withdrawn_at >= given_at)
);

create table operator.custodian_query (
    id             bigint primary key default nextval('operator.issuance_id'),
    application_id bigint      not null references operator.issue_application,
    custodian_id   bigint      not null references operator.custodian,
    asked_by       bigint      not null,
    asked_at       timestamptz not null
);

create table operator.custodian_answer (
    id             bigint primary key default nextval('operator.issuance_id'),
    query_id       bigint      not null references operator.custodian_query,
    application_id bigint      not null references operator.issue_application,
    condition      text        not null,
    quantity       numeric     not null,
    unit           text        not null,
    value          numeric     not null,
    currency       text        not null,
    as_of          timestamptz not null,
    document_id    bigint,
    recorded_by    bigint      not null,
    recorded_at    timestamptz not null
);

create table operator.permitted_base_asset (
    valid_from  date   not null primary key,
    kinds       text[] not null,
    source      text   not null,
    recorded_by bigint not null,
    recorded_at timestamptz not null
);

create table operator.base_asset_certificate (
    id                bigint primary key default nextval('operator.issuance_id'),
    application_id    bigint      not null references operator.issue_application,
    status            text        not null check (status in ('PROPOSED', 'ISSUED', 'DECLINED')),
    body              jsonb       not null,
    documents         bigint[]    not null,
    issued_by         bigint      not null,
    issued_at         timestamptz not null,
    approved_by       bigint,
    approved_at       timestamptz,
    approval_id       bigint,
    check (status <> 'ISSUED' or approved_by <> issued_by)
);
create index base_asset_certificate_by_application on operator.base_asset_certificate (application_id, id);

create table operator.issue (
    application_id      bigint primary key references operator.issue_application,
    issue_id            bigint unique,
    registration_number text        not null unique,
    certificate_id      bigint references operator.base_asset_certificate,
    base_asset_reason   text        not null,
    status              text        not null check (status in ('PROPOSED', 'SENT', 'REGISTERED', 'REFUSED', 'DECLINED')),
    proposed_by         bigint      not null,
    approved_by         bigint,
    approval_id         bigint,
    reject_code         integer,
    sequence            bigint,
    proposed_at         timestamptz not null,
    registered_at       timestamptz
);

-- A number once given is never given again, whatever becomes of its issue (Rules, 42).
create table operator.registration_number_used (
    number         text        primary key check (char_length(number) <= 50),
    application_id bigint      not null,
    given_at       timestamptz not null
);

create table operator.issue_act (
    id             bigint primary key default nextval('operator.issuance_id'),
    application_id bigint      not null references operator.issue_application,
    issue_id       bigint      not null,
    kind           text        not null check (kind in ('MINT', 'BURN_UNSOLD', 'REDEMPTION', 'BACKING')),
    quantity       bigint      not null default 0,
    reason         text        not null,
    valid_until_ms bigint      not null default 0,
    document_id    bigint,
    status         text        not null check (status in ('PROPOSED', 'SENT', 'DONE', 'REFUSED', 'DECLINED')),
    proposed_by    bigint      not null,
    approved_by    bigint,
    approval_id    bigint,
    reject_code    integer,
    sequence       bigint,
    noticed        boolean     not null default false,
    proposed_at    timestamptz not null,
    answered_at    timestamptz
);
create index issue_act_by_issue on operator.issue_act (issue_id, id);

create table if not exists operator.notice (
    id                 bigint generated always as identity primary key,
    client_relation_id bigint      not null,
    kind               text        not null,
    payload            jsonb       not null,
    created_at         timestamptz not null,
    read_at            timestamptz
);
create index if not exists notice_by_client on operator.notice (client_relation_id, id desc);

create table operator.issue_history (
    id             bigint generated always as identity primary key,
    application_id bigint      not null references operator.issue_application,
    action         text        not null,
    person_id      bigint      not null,
    details        text        not null,
    sequence       bigint,
    at             timestamptz not null
);
create index issue_history_by_application on operator.issue_history (application_id, id);
