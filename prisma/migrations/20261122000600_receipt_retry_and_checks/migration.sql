-- Children of a receipt: few rows among many.
create index operation_parent_idx on operation (parent_id) where parent_id is not null;

-- What became known of an item that ended unknown: a later reading, or a person's word. Rows are only added.
create table item_check (
  id           uuid not null primary key,
  item_id      uuid not null references operation_item (id) on delete restrict,
  operation_id uuid not null,
  source       text not null check (source in ('read_back', 'person')),
  answer       text not null check (answer in ('present', 'absent', 'differs', 'unreadable')),
  found        jsonb,
  reason       text,
  actor_id     text not null,
  actor_name   text not null,
  created_at   timestamptz(3) not null default clock_timestamp(),
  check (source <> 'person' or (answer in ('present', 'absent') and reason is not null))
);
create index item_check_item_idx on item_check (item_id, created_at);
create index item_check_operation_idx on item_check (operation_id, created_at);

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert on item_check to %I', app);
end $$;
