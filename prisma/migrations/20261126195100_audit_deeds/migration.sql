-- The list shows one row per deed. A person, an outcome or a kind can have thousands of calls and cells for each of
-- them, so a walk to the next deed must not meet those. Calls and cells are in none of these indexes.
create index audit_event_deed_actor_idx on audit_event (actor_id, occurred_at desc, seq desc)
  where item_id is null and phase <> 'call'
    and not (phase = 'outcome' and target_type = 'operation' and action not like 'operation.%');
create index audit_event_deed_action_idx on audit_event (action, occurred_at desc, seq desc)
  where item_id is null and phase <> 'call'
    and not (phase = 'outcome' and target_type = 'operation' and action not like 'operation.%');
create index audit_event_deed_outcome_idx on audit_event (outcome, occurred_at desc, seq desc)
  where item_id is null and phase <> 'call'
    and not (phase = 'outcome' and target_type = 'operation' and action not like 'operation.%');
