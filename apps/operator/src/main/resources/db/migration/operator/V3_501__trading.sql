create table operator.book (
    id             bigint generated always as identity primary key,
    base_asset_id  bigint      not null,
    quote_asset_id bigint      not null check (quote_asset_id <> base_asset_id),
    lot_quantity   bigint      not null check (lot_quantity > 0),
    tick_minor     bigint      not null check (tick_minor > 0),
    symbol         text        not null check (symbol ~ '^[A-Z0-9][A-Z0-9./-]{0,23}$'),
    status         text        not null check (status in ('PROPOSED', 'DECLINED', 'OPENING', 'OPEN', 'REFUSED')),
    approval       bigint references platform.approval,
    proposed_by    bigint      not null references platform.person,
    approved_by    bigint references platform.person,
    instrument_id  bigint unique,
    reject_code    int         not null default 0,
    sequence       bigint      not null default 0,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    check (approved_by is null or approved_by <> proposed_by),
    check (status not in ('OPENING', 'OPEN') or approved_by is not null)
);
comment on table operator.book is 'Decisions to open a traded pair; lot in minor units of the base asset, tick in those of the quote asset';
create unique index book_one_of_a_pair on operator.book (base_asset_id, quote_asset_id)
    where status in ('PROPOSED', 'OPENING', 'OPEN');

create table operator.trading_act (
    id              bigint generated always as identity primary key,
    instrument_id   bigint      not null,
    kind            text        not null check (kind in ('HALT', 'RESUME', 'CLOSE')),
    ground          text        not null check (ground in
        ('ISSUER_ENDED', 'ISSUER_BANKRUPT', 'PROPERTY_ARRESTED', 'INTERNAL_RULES', 'GROUND_ENDED')),
    document        text        not null check (length(document) between 1 and 300),
    rule_clause     text        not null default '' check (length(rule_clause) <= 100),
    halt_reason     text        not null,
    status          text        not null check (status in ('PROPOSED', 'DECLINED', 'SENT', 'APPLIED', 'REFUSED')),
    approval        bigint references platform.approval,
    first_person    bigint      not null references platform.person,
    second_person   bigint references platform.person,
    reject_code     int         not null default 0,
    sequence        bigint      not null default 0,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    check (second_person is null or second_person <> first_person),
    check (kind = 'HALT' or status in ('PROPOSED', 'DECLINED') or second_person is not null)
);
comment on table operator.trading_act is 'Halts, resumptions and closings of trading with their grounds; what is not a halt needs two persons';
create index trading_act_instrument on operator.trading_act (instrument_id, id);
