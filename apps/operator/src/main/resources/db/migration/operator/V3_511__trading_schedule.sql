create table operator.trading_schedule (
    id            bigint generated always as identity primary key,
    name          text        not null check (length(name) between 1 and 100),
    valid_from    date        not null,
    pairs         bigint[]    not null,
    opening_call  time,
    continuous    time,
    closing_call  time,
    end_of_day    time,
    state         text        not null check (state in ('PROPOSED', 'DECLINED', 'IN_FORCE')),
    approval      bigint references platform.approval,
    first_person  bigint      not null references platform.person,
    second_person bigint references platform.person,
    proposed_at   timestamptz not null,
    decided_at    timestamptz,
    check (second_person is null or second_person <> first_person),
    check ((state = 'IN_FORCE') <= (second_person is not null and decided_at is not null)),
    check ((continuous is null) = (end_of_day is null)),
    check (continuous is not null or (opening_call is null and closing_call is null)),
    check (opening_call < continuous and continuous < end_of_day or opening_call is null),
    check (continuous < closing_call and closing_call < end_of_day or closing_call is null)
);
comment on table operator.trading_schedule is
    'When pairs enter which phase on working days, Asia/Almaty; the newest in force on a day holds, no pairs: all others';
create index trading_schedule_day on operator.trading_schedule (valid_from, id) where state = 'IN_FORCE';

-- What was decided stays; another schedule takes its place from its day on.
create function operator.trading_schedule_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'PROPOSED' then
        raise exception 'trading schedule % cannot be changed', old.id;
    end if;
    return new;
end $$;
create trigger trading_schedule_stays before update or delete on operator.trading_schedule
    for each row execute function operator.trading_schedule_stays();

create table operator.schedule_run (
    id            bigint generated always as identity primary key,
    schedule      bigint      not null references operator.trading_schedule,
    instrument_id bigint      not null,
    day           date        not null,
    step          text        not null
        check (step in ('OPENING_CALL', 'CONTINUOUS', 'CLOSING_CALL', 'POST_TRADING', 'DAY_END')),
    due_at        timestamptz not null,
    state         text        not null check (state in ('SENT', 'RETRY', 'DONE', 'REFUSED', 'MISSED', 'STOPPED')),
    attempts      int         not null default 0,
    reject_code   int         not null default 0,
    sequence      bigint      not null default 0,
    at            timestamptz not null,
    answered_at   timestamptz,
    unique (instrument_id, day, step)
);
comment on table operator.schedule_run is 'What became of each step of each pair on each day; one row, so that nothing happens twice';
create index schedule_run_open on operator.schedule_run (instrument_id) where state in ('SENT', 'RETRY');

create table operator.schedule_day (
    day      date        not null primary key,
    ended_at timestamptz not null
);
comment on table operator.schedule_day is 'Days that are over and whose missed steps are recorded';
