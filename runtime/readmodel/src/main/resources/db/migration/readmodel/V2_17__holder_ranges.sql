-- Where in the list of an asset's accounts anybody holds anything, and from which entry of the log to which: a page of
-- the holders at a moment looks at these ranges of 128 accounts only, however many accounts held before or since.
create table readmodel.holder_range (
    asset_id bigint not null,
    account_range bigint not null,
    holders integer not null,
    until_sequence bigint not null default 9223372036854775807,
    sequence bigint not null,
    recorded_at_ms bigint not null
);
create unique index holder_range_open on readmodel.holder_range (asset_id, account_range)
    where until_sequence = 9223372036854775807;
create index holder_range_by_asset on readmodel.holder_range (asset_id, account_range, sequence, until_sequence);

-- What an account holds is read from the index alone, and the entries of accounts beside each other lie together in it.
drop index readmodel.posting_by_holding;
create index posting_by_holding on readmodel.posting (asset_id, account_id, sequence desc, event_index desc)
    include (available, held, blocked);

with turn as (
    select asset_id, account_id / 128 account_range, sequence, event_index, recorded_at_ms,
        (available + held + blocked <> 0)::integer
            - (available + held + blocked <> available_delta + held_delta + blocked_delta)::integer turned
    from readmodel.posting
), running as (
    select asset_id, account_range, sequence, event_index, recorded_at_ms, turned,
        sum(turned) over (partition by asset_id, account_range order by sequence, event_index) holders
    from turn where turned <> 0
), edge as (
    select asset_id, account_range, sequence, recorded_at_ms, turned, holders,
        lead(sequence) over (partition by asset_id, account_range order by sequence, event_index) until_sequence
    from running where holders = 0 or holders = 1 and turned = 1
), last as (
    select distinct on (asset_id, account_range) asset_id, account_range, holders
    from running order by asset_id, account_range, sequence desc, event_index desc
)
insert into readmodel.holder_range (asset_id, account_range, holders, until_sequence, sequence, recorded_at_ms)
select asset_id, account_range, case when edge.until_sequence is null then last.holders else 0 end,
    coalesce(edge.until_sequence, 9223372036854775807), sequence, recorded_at_ms
from edge join last using (asset_id, account_range) where turned = 1;

-- Indexes that are set aside while a rebuild copies its rows, by how each is made again.
create table readmodel.index_set_aside (
    definition text primary key
);
