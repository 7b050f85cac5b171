-- The ledger's state machine, kept where no code path can go around it. `in_flight → queued` is for answers that prove
-- nothing was executed; `unknown` and `reconciling` go back to `queued` only when absence is proven.
create function check_item_move() returns trigger language plpgsql as $$
begin
  if old.settled_at is not null then
    raise exception 'item % is settled', old.id using errcode = 'restrict_violation';
  end if;
  if new.state <> old.state and not (
    (old.state = 'queued' and new.state in ('in_flight', 'refused', 'cancelled'))
    or (old.state = 'in_flight' and new.state in ('succeeded', 'refused', 'unknown', 'queued'))
    or (old.state in ('unknown', 'reconciling') and new.state in ('reconciling', 'succeeded', 'queued', 'refused', 'needs_human'))
    or (old.state = 'succeeded' and new.state = 'needs_human')
  ) then
    raise exception 'item % cannot move from % to %', old.id, old.state, new.state using errcode = 'restrict_violation';
  end if;
  if (new.verdict is null) <> (new.settled_at is null) then
    raise exception 'item % must get its verdict and its settling together', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger operation_item_moves before update on operation_item for each row execute function check_item_move();

create function check_operation_move() returns trigger language plpgsql as $$
begin
  if old.state = 'done' then
    raise exception 'operation % is done', old.id using errcode = 'restrict_violation';
  end if;
  if new.fence < old.fence then
    raise exception 'operation % cannot lower its fence', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger operation_moves before update on operation for each row execute function check_operation_move();
