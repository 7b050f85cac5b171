-- The audit list as people open it: one row per deed, neither the calls nor the single items of an operation.
create index audit_event_deed_idx on audit_event (occurred_at desc, seq desc) where item_id is null and phase <> 'call';
