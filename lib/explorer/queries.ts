import 'server-only'
import { preparedSql, sql } from '@/lib/db'
import type { SavedView } from '@/lib/explorer/schema'
import { isId } from '@/lib/id'

const MOST = 100

type Row = { id: string; name: string; query: string; is_shared: boolean; owner_id: string; owner_name: string }

const COLUMNS = `view.id, view.name, view.query, view.is_shared, view.owner_id, owner.name as owner_name`
const VISIBLE = `(view.owner_id = $1 or view.is_shared)`

const toView = (row: Row, userId: string): SavedView => ({
  id: row.id,
  name: row.name,
  query: row.query,
  isShared: row.is_shared,
  isOwn: row.owner_id === userId,
  ownerName: row.owner_name,
})

/** A person's own views, then those others share. */
export async function listViews(userId: string): Promise<SavedView[]> {
  const rows = await preparedSql<Row>(
    `select ${COLUMNS} from audit_view view join "user" owner on owner.id = view.owner_id
      where ${VISIBLE} order by view.owner_id <> $1, view.name, view.id limit ${MOST}`,
    [userId],
  )
  return rows.map((row) => toView(row, userId))
}

/** A view by its permalink; null when there is none, or it is somebody else's alone. */
export async function getView(id: string, userId: string): Promise<SavedView | null> {
  if (!isId(id)) return null
  const [row] = await sql<Row>(
    `select ${COLUMNS} from audit_view view join "user" owner on owner.id = view.owner_id where ${VISIBLE} and view.id = $2`,
    [userId, id],
  )
  return row ? toView(row, userId) : null
}
