import 'server-only'
import { sql } from '@/lib/db'

/**
 * Refuses to run when this process could alter recorded events: superuser, owner of the table or a member of its owner,
 * any of UPDATE, DELETE or TRUNCATE on them or on their seal, or a disabled trigger.
 * @throws Error with one sentence that says what is wrong.
 */
export async function assertEventsImmutable(): Promise<void> {
  const [facts] = await sql<{
    user: string
    superuser: boolean
    owner: boolean
    writable: boolean
    guarded: boolean
    stray: boolean
  }>(`
    select current_user as user,
           (select rolsuper from pg_roles where rolname = current_user) as superuser,
           pg_has_role(current_user, relowner, 'member') as owner,
           has_table_privilege(current_user, oid, 'UPDATE') or has_table_privilege(current_user, oid, 'DELETE')
             or has_table_privilege(current_user, oid, 'TRUNCATE') as writable,
           (select count(*) = 2 from pg_trigger
             where tgrelid = pg_class.oid and tgenabled in ('O', 'A')
               and tgname in ('audit_event_inserted_only', 'audit_event_not_truncated')) as guarded,
           exists (select 1 from unnest(array['audit_leaf', 'audit_node', 'audit_batch', 'audit_key', 'audit_predecessor', 'audit_retired']) sealed
             where has_table_privilege(current_user, sealed, 'UPDATE') or has_table_privilege(current_user, sealed, 'DELETE')
               or has_table_privilege(current_user, sealed, 'TRUNCATE'))
             or exists (select 1 from pg_inherits
             where inhparent = pg_class.oid
               and (has_table_privilege(current_user, inhrelid, 'UPDATE') or has_table_privilege(current_user, inhrelid, 'DELETE')
                 or has_table_privilege(current_user, inhrelid, 'TRUNCATE'))) as stray
      from pg_class where oid = to_regclass('public.audit_event')`)
  if (!facts) throw new Error('The database has no audit_event table: run the migrations first.')
  const why = facts.superuser
    ? 'is a superuser'
    : facts.owner
      ? 'owns the audit events'
      : facts.writable || facts.stray
        ? 'may change audit events'
        : facts.guarded
          ? null
          : 'would write to events whose guard trigger is missing or disabled'
  if (why)
    throw new Error(`Refusing to start: the database role "${facts.user}" ${why}. Use the app role, not the owner.`)
}
