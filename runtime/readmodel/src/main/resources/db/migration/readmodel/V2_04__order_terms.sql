-- What an order says beyond price and quantity, in FIX names; displayed_lots is what the book shows of it now.
alter table readmodel."order"
    add column display_lots bigint not null default 0,
    add column displayed_lots bigint not null default 0,
    add column stop_price_ticks bigint not null default 0,
    add column expire_time_ms bigint not null default 0,
    add column exec_inst text not null default 'NONE',
    add column self_trade_prevention text not null default 'CANCEL_NEWEST',
    add column working_indicator boolean not null default true;

update readmodel."order" set displayed_lots = leaves_lots;

alter table readmodel."order"
    alter column display_lots drop default,
    alter column displayed_lots drop default,
    alter column stop_price_ticks drop default,
    alter column expire_time_ms drop default,
    alter column exec_inst drop default,
    alter column self_trade_prevention drop default,
    alter column working_indicator drop default;

drop index readmodel.order_open;
create index order_displayed on readmodel."order" (instrument_id, side, price_ticks) where displayed_lots > 0;
