-- What somebody else did shows as drift, whatever outcome it is stored with, and has a walk of its own. A walk to the
-- next deed of an outcome must not meet it.
drop index audit_event_deed_outcome_idx;
create index audit_event_deed_outcome_idx on audit_event (outcome, occurred_at desc, seq desc)
  where item_id is null and phase <> 'call' and phase <> 'drift'
    and not (phase = 'outcome' and target_type = 'operation' and action not like 'operation.%');
