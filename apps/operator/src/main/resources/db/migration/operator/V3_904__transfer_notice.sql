create table operator.transfer_notice_mark (
    only_row    boolean primary key default true check (only_row),
    sequence    bigint  not null,
    event_index integer not null
);
comment on table operator.transfer_notice_mark is
    'Up to which entry clients were told what became of transfers that wait for data';
insert into operator.transfer_notice_mark values (true, 0, 0);
