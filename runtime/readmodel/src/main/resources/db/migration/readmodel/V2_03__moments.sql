-- The last entry not later than a moment is found by time in each history that a moment speaks of.
create index command_result_by_time on readmodel.command_result (recorded_at_ms, sequence);
create index encumbrance_history_by_time on readmodel.encumbrance_history (recorded_at_ms, sequence);
