create table operator.bank_account_opening (
    id                  bigint generated always as identity primary key,
    iban                text        not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{1,30}$'),
    bic                 text        not null check (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
    bank_name           text        not null check (length(bank_name) between 1 and 140),
    currency            text        not null check (currency ~ '^[A-Z]{3}$'),
    scale               int         not null check (scale between 0 and 5),
    state               text        not null check (state in
        ('PROPOSED', 'DECLINED', 'ASSET', 'WALLET', 'BANK_SIDE', 'SUSPENSE', 'CLAIM', 'OPERATOR_OWN', 'OPEN', 'REFUSED')),
    first_person_id     bigint      not null,
    second_person_id    bigint      not null default 0,
    asset_id            bigint      not null default 0,
    wallet_id           bigint      not null default 0,
    core_account_id     bigint      not null default 0,
    suspense_account_id bigint      not null default 0,
    claim_account_id    bigint      not null default 0,
    own_account_id      bigint      not null default 0,
    reject_code         int         not null default 0,
    created_at          timestamptz not null,
    check ((state = 'REFUSED') = (reject_code <> 0))
);
create unique index bank_account_opening_live on operator.bank_account_opening (iban) where state not in ('DECLINED', 'REFUSED');
-- One at a time: two of one currency would both make its asset.
create unique index bank_account_opening_going on operator.bank_account_opening ((true))
    where state in ('ASSET', 'WALLET', 'BANK_SIDE', 'SUSPENSE', 'CLAIM', 'OPERATOR_OWN');
comment on table operator.bank_account_opening is 'A bank account of the operator on its way: two persons, then its asset and accounts in the core, one after the other';
