-- In which phase of its pair a trade was made; of one before this column it is NONE until the read model is rebuilt.
alter table readmodel.trade
    add column phase text not null default 'NONE';
alter table readmodel.trade
    alter column phase drop default;
