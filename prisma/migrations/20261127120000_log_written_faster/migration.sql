-- What an event costs to write, made less; what the log holds and how it is asked stay as they were.

-- Words are compared for being the same and never put in a reader's order, so their bytes are enough.
alter table audit_event alter column search_tokens type text[] collate "C";

-- A list of words in a check is read anew with every statement, that of a domain once a session.
create domain audit_phase as text
  check (value in ('requested', 'call', 'outcome', 'reconcile', 'denied', 'read', 'note', 'drift', 'panic'));
create domain audit_outcome as text
  check (value in ('pending', 'succeeded', 'verified', 'partial', 'mismatch', 'failed', 'unknown', 'denied', 'cancelled'));
create domain audit_actor_type as text check (value in ('person', 'system', 'anonymous'));
alter table audit_event
  drop constraint audit_event_phase_check,
  drop constraint audit_event_outcome_check,
  drop constraint audit_event_actor_type_check,
  add constraint audit_event_words_check check (
    phase::audit_phase is not null and outcome::audit_outcome is not null and actor_type::audit_actor_type is not null
  );

-- Events come in the order of time: an index in that order grows at an end and fills its pages, where one in the
-- opposite order splits them in halves. The newest first is the same walk backwards.
drop index audit_event_time_idx, audit_event_actor_idx, audit_event_action_idx, audit_event_target_idx,
  audit_event_outcome_idx, audit_event_phase_idx, audit_event_ip_idx, audit_event_note_idx, audit_event_deed_idx,
  audit_event_deed_actor_idx, audit_event_deed_action_idx, audit_event_deed_outcome_idx;
create index audit_event_time_idx on audit_event (occurred_at, seq);
create index audit_event_actor_idx on audit_event (actor_id, occurred_at, seq);
create index audit_event_action_idx on audit_event (action, occurred_at, seq);
create index audit_event_target_idx on audit_event (target_type, target_id, occurred_at, seq);
create index audit_event_outcome_idx on audit_event (outcome, occurred_at, seq);
create index audit_event_phase_idx on audit_event (phase, occurred_at, seq);
create index audit_event_ip_idx on audit_event (ip, occurred_at, seq) where ip is not null;
create index audit_event_note_idx on audit_event ((detail->'about'->>'type'), (detail->'about'->>'id'), occurred_at, seq)
  where phase = 'note';
create index audit_event_deed_idx on audit_event (occurred_at, seq) where item_id is null and phase <> 'call';
create index audit_event_deed_actor_idx on audit_event (actor_id, occurred_at, seq)
  where item_id is null and phase <> 'call'
    and not (phase = 'outcome' and target_type = 'operation' and action not like 'operation.%');
create index audit_event_deed_action_idx on audit_event (action, occurred_at, seq)
  where item_id is null and phase <> 'call'
    and not (phase = 'outcome' and target_type = 'operation' and action not like 'operation.%');
create index audit_event_deed_outcome_idx on audit_event (outcome, occurred_at, seq)
  where item_id is null and phase <> 'call' and phase <> 'drift'
    and not (phase = 'outcome' and target_type = 'operation' and action not like 'operation.%');
