-- Who may acquire what and how much of it; times are Unix milliseconds, 0 is none.
create table readmodel.account_permissions (
    account_id bigint not null,
    permitted_classes integer not null,
    qualified_until_ms bigint not null,
    limit_asset_id bigint not null,
    purchase_limit_minor bigint not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (account_id)
);

create table readmodel.clearance (
    wallet_id bigint not null,
    cleared_until_ms bigint not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (wallet_id)
);

create table readmodel.issue_rules (
    issue_id bigint not null,
    qualified_only boolean not null,
    max_investors integer not null,
    max_share_numerator integer not null,
    max_share_denominator integer not null,
    locked_until_ms bigint not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    recorded_at_ms bigint not null,
    primary key (issue_id)
);

-- Whether deals need clearance, and the command that began the period of purchase limits.
create table readmodel.regime (
    clearance_required boolean not null,
    period_sequence bigint not null,
    document_kind integer not null,
    document_epoch_day integer not null,
    document_ref bigint not null,
    ground_epoch_day integer not null,
    document_hash bytea not null,
    sequence bigint not null,
    event_index integer not null,
    recorded_at_ms bigint not null,
    primary key (sequence, event_index)
);
create trigger regime_is_final before update or delete on readmodel.regime
    for each row execute function readmodel.refuse_change();
