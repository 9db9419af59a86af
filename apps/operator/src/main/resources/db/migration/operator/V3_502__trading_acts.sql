drop table operator.trading_act;

create table operator.trading_act (
    id                  bigint generated always as identity primary key,
    kind                text        not null check (kind in ('HALT', 'RESUME', 'CLOSE')),
    scope               text        not null check (scope in ('ISSUE', 'BOOK')),
    ground              text        not null check (ground in
        ('TSG_ISSUER_TERMINATED_OR_FORCED_LIQUIDATION', 'TSG_ISSUER_BANKRUPT', 'TSG_PROPERTY_ARREST_OVER_50',
         'TSG_INTERNAL_DOCUMENTS', 'GROUND_ENDED')),
    evidence            text        not null,
    halt_reason         text        not null,
    rule_clause         text        not null check (length(rule_clause) <= 100),
    issuer_assets_minor bigint,
    arrested_minor      bigint      not null default 0,
    document_number     text        not null check (length(document_number) between 1 and 100),
    document_date       date        not null,
    document            bigint references platform.document,
    status              text        not null check (status in ('PROPOSED', 'DECLINED', 'SENT', 'APPLIED', 'REFUSED')),
    approval            bigint references platform.approval,
    first_person        bigint      not null references platform.person,
    second_person       bigint references platform.person,
    created_at          timestamptz not null,
    changed_at          timestamptz not null,
    check (second_person is null or second_person <> first_person),
    check (kind = 'HALT' or status in ('PROPOSED', 'DECLINED') or second_person is not null)
);
comment on table operator.trading_act is 'Halts, resumptions and closings of trading with their grounds; what is not a halt needs two persons';

create table operator.trading_act_target (
    id          bigint generated always as identity primary key,
    act         bigint      not null references operator.trading_act,
    target_id   bigint      not null,
    status      text        not null check (status in ('WAITING', 'SENT', 'APPLIED', 'REFUSED')),
    reject_code int         not null default 0,
    sequence    bigint      not null default 0,
    answered_at timestamptz,
    unique (act, target_id)
);
comment on table operator.trading_act_target is 'Issues or pairs of one act: an act about an issuer touches all his issues';
create index trading_act_target_target on operator.trading_act_target (target_id, act);
