-- A succession names the key before by its id alone, so it vouches for the new key and not for the old one. What vouches
-- backwards is a statement of the newer key's that holds the older one's public key.
create table audit_predecessor (
  key_id              text primary key,
  previous_key_id     text not null,
  previous_public_key bytea not null check (octet_length(previous_public_key) = 32),
  signature           bytea not null check (octet_length(signature) = 64),
  said_at             timestamptz(3) not null default clock_timestamp()
);

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  create trigger audit_predecessor_inserted_only before update or delete on audit_predecessor for each row execute function refuse_audit_change();
  create trigger audit_predecessor_not_truncated before truncate on audit_predecessor for each statement execute function refuse_audit_change();
  execute format('revoke all on audit_predecessor from %I', app);
  execute format('grant select, insert on audit_predecessor to %I', app);
end $$;
