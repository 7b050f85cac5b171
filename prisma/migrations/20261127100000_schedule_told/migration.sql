-- A switch that did not happen is told to whoever set it, until they have put the notice away.
alter table channel_schedule add column told_at timestamptz(3);

create index channel_schedule_untold_idx on channel_schedule (person_id, settled_at desc)
  where state in ('missed', 'refused') and told_at is null;
