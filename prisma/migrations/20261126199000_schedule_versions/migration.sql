-- A schedule is changed in place, by whoever saw the version there is.
alter table channel_schedule add column version integer not null default 1;

-- A change put together to take the place of what a schedule was to do, and the version that was seen then.
alter table channel_change add column reschedules_id uuid references channel_schedule (id) on delete cascade;
alter table channel_change add column reschedules_version integer;
