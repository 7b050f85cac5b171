-- The seal over the log. Events commit out of order, so what is sealed, and in which order, is written beside them: one
-- leaf an event, numbered without gaps, under one growing Merkle tree whose signed heads are chained.

create index audit_event_transaction_idx on audit_event (transaction_id, seq);

create table audit_leaf (
  leaf_no     bigint primary key check (leaf_no >= 0),
  batch_no    bigint not null,
  event_id    uuid not null,
  occurred_at timestamptz(3) not null,
  seq         bigint not null,
  leaf_hash   bytea not null check (octet_length(leaf_hash) = 32)
);
create unique index audit_leaf_event_idx on audit_leaf (event_id);

-- Hashes of complete subtrees of 2^8, 2^16 and 2^24 leaves: with the leaves of one tile they make any proof.
create table audit_node (
  height smallint not null check (height in (8, 16, 24)),
  place  bigint not null,
  hash   bytea not null check (octet_length(hash) = 32),
  primary key (height, place)
);

create table audit_batch (
  batch_no      bigint primary key check (batch_no >= 0),
  tree_size     bigint not null check (tree_size > 0),
  root          bytea not null check (octet_length(root) = 32),
  -- SHA-256 of the head before; zeros for the first.
  previous      bytea not null check (octet_length(previous) = 32),
  sealed_at     timestamptz(3) not null,
  -- Every event of a transaction below this one is sealed.
  sealed_before bigint not null,
  -- Roots of the complete subtrees the tree consists of, largest first.
  frontier      bytea[] not null,
  key_id        text not null,
  signature     bytea not null check (octet_length(signature) = 64)
);

-- A key and, for all but the first, the statement of its succession, signed by the key before and by the new one.
create table audit_key (
  key_id              text primary key,
  public_key          bytea not null check (octet_length(public_key) = 32),
  from_batch          bigint not null,
  previous_key_id     text,
  previous_signature  bytea,
  signature           bytea not null,
  introduced_at       timestamptz(3) not null default clock_timestamp()
);

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
  sealed text;
begin
  foreach sealed in array array['audit_leaf', 'audit_node', 'audit_batch', 'audit_key'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_audit_change()', sealed || '_inserted_only', sealed);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_audit_change()', sealed || '_not_truncated', sealed);
    execute format('revoke all on %I from %I', sealed, app);
    execute format('grant select, insert on %I to %I', sealed, app);
  end loop;
end $$;
