create index posting_by_asset on readmodel.posting (asset_id, sequence, event_index);
create index encumbrance_history_by_asset on readmodel.encumbrance_history (asset_id, encumbrance_id);
create index trade_by_time on readmodel.trade (recorded_at_ms, sequence);

-- An entry of ownership names the transaction it belongs to (Rules, 45).
alter table readmodel.posting add constraint posting_names_its_transaction check (subject_id > 0);

-- What was recorded is not changed and not deleted; a correction is a further entry (Law, art. 1, 6-3). A rebuild truncates.
create function readmodel.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'RECORD_IS_FINAL: rows of % are not changed', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger posting_is_final before update or delete on readmodel.posting
    for each row execute function readmodel.refuse_change();
create trigger trade_is_final before update or delete on readmodel.trade
    for each row execute function readmodel.refuse_change();
create trigger encumbrance_history_is_final before update or delete on readmodel.encumbrance_history
    for each row execute function readmodel.refuse_change();
create trigger bank_entry_is_final before update or delete on readmodel.bank_entry
    for each row execute function readmodel.refuse_change();
create trigger wallet_holder_is_final before update or delete on readmodel.wallet_holder
    for each row execute function readmodel.refuse_change();

create index trade_by_id on readmodel.trade (trade_id);
