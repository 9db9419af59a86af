create table operator.buy_back_notice_mark (
    only_row    boolean primary key default true check (only_row),
    sequence    bigint  not null,
    event_index integer not null
);
comment on table operator.buy_back_notice_mark is
    'Up to which entry issuers were told what became of their offers to buy back';
insert into operator.buy_back_notice_mark values (true, 0, 0);
