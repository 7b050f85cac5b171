import 'server-only'
import { can } from '@/lib/auth/permissions'
import type { CurrentSession } from '@/lib/auth/session'
import type { Sql } from '@/lib/db'
import { type ActionFailure, failure } from '@/lib/errors'

type Held = { id: string; ownerId: string; name: string; query: string; isShared: boolean }

/** A view to be changed, locked: one's own, or any shared one for those who look after all. */
export async function holdView(sql: Sql, id: string, { user }: CurrentSession): Promise<Held | ActionFailure> {
  const [row] = await sql<{ owner_id: string; name: string; query: string; is_shared: boolean }>(
    'select owner_id, name, query, is_shared from audit_view where id = $1 for update',
    [id],
  )
  if (!row || (row.owner_id !== user.id && !row.is_shared)) return failure('not_found')
  if (row.owner_id !== user.id && !can(user.role, 'audit.view.manage')) return failure('forbidden')
  return { id, ownerId: row.owner_id, name: row.name, query: row.query, isShared: row.is_shared }
}
