-- How an item holds its account while it is on its way: an account default is written alone, channels side by side. What
-- the driver saw right before the call stays with the item, for whoever reads it back.
alter table operation_item
  add column hold text check (hold in ('shared', 'exclusive')),
  add column witness jsonb;
create index operation_item_shared_idx on operation_item (connection_id) where hold = 'shared' and settled_at is null;
create index operation_item_exclusive_idx on operation_item (connection_id, settled_at) where hold = 'exclusive';

-- What the alarm found that closed the connection: which versions of the account default lie before and after.
alter table connection add column closed_detail jsonb;
