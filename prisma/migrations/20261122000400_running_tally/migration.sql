-- How many items of an operation stand where, kept by the database itself, so that a progress bar over 100,000 items
-- reads a few rows and is right whoever changed them.
create table operation_tally (
  operation_id uuid not null references operation (id) on delete cascade,
  state text not null,
  -- empty while there is none
  verdict text not null default '',
  was_sent boolean not null,
  items integer not null,
  primary key (operation_id, state, verdict, was_sent)
) with (fillfactor = 50);

insert into operation_tally (operation_id, state, verdict, was_sent, items)
select operation_id, state, coalesce(verdict, ''), sent_at is not null, count(*) from operation_item group by 1, 2, 3, 4;

create function tally_new_items() returns trigger language plpgsql as $$
begin
  insert into operation_tally as tally (operation_id, state, verdict, was_sent, items)
  select operation_id, state, coalesce(verdict, ''), sent_at is not null, count(*) from fresh group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (operation_id, state, verdict, was_sent) do update set items = tally.items + excluded.items;
  return null;
end $$;

create function tally_moved_items() returns trigger language plpgsql as $$
begin
  insert into operation_tally as tally (operation_id, state, verdict, was_sent, items)
  select operation_id, state, verdict, was_sent, sum(step)
    from (select operation_id, state, coalesce(verdict, '') as verdict, sent_at is not null as was_sent, 1 as step from fresh
          union all
          select operation_id, state, coalesce(verdict, ''), sent_at is not null, -1 from stale) moved
   group by 1, 2, 3, 4 having sum(step) <> 0 order by 1, 2, 3, 4
  on conflict (operation_id, state, verdict, was_sent) do update set items = tally.items + excluded.items;
  return null;
end $$;

create trigger operation_item_tallied after insert on operation_item
  referencing new table as fresh for each statement execute function tally_new_items();
create trigger operation_item_retallied after update on operation_item
  referencing old table as stale new table as fresh for each statement execute function tally_moved_items();

-- Position of the first item of an item's group: the next group due is found by an index, in the order of the plan.
alter table operation_item add column group_position integer not null default 0;
alter table operation_item disable trigger user;
update operation_item item set group_position = first.position
  from (select operation_id, group_key, min(position) as position from operation_item group by 1, 2) first
 where first.operation_id = item.operation_id and first.group_key = item.group_key;
alter table operation_item enable trigger user;

drop index operation_item_open_idx;
create index operation_item_due_idx on operation_item (operation_id, state, group_position, position) where settled_at is null;
create index operation_item_wake_idx on operation_item (operation_id, due_at) where settled_at is null and due_at is not null;
create index operation_item_trouble_idx on operation_item (operation_id, verdict, position)
  where verdict in ('failed', 'mismatch', 'unknown', 'partial');

-- Why an operation rests, for its receipt.
alter table operation add column wait_reason text;

-- Most items one call may carry: what a person chose, and what the account was seen to refuse beyond.
alter table connection
  add column chunk_size integer check (chunk_size between 1 and 1000),
  add column chunk_limit integer check (chunk_limit >= 1);

-- Writes of an account that used up its day wait here; its reads go on.
alter table rate_limit
  add column pause_code text,
  add column parked_until timestamptz(3),
  add column parked_code text;

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update, delete on operation_tally to %I', app);
end $$;
