-- Each item of a batch has an answer of its own under the batch's key. Item 0: a command by itself.
alter table readmodel.command_result add column item integer not null default 0;
alter table readmodel.command_result drop constraint command_result_pkey;
alter table readmodel.command_result add primary key (key_high, key_low, item);
