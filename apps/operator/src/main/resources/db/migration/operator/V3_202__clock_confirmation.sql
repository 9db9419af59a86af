create table operator.clock_confirmation (
    approval       bigint      not null primary key references platform.approval (id),
    last_time      timestamptz not null,
    confirmed_time timestamptz not null,
    cause          text        not null check (cause in ('PLANNED_DOWNTIME', 'CLOCK_CORRECTED')),
    sequence       bigint,
    reject_code    int,
    check ((sequence is null) = (reject_code is null))
);
comment on table operator.clock_confirmation is 'Time that two administrators confirmed after a standstill of the log';
