import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'
import type { ShareSubject, ShareView } from '@/lib/sharing/schema'

const SHOWN = 200

type Row = {
  id: string
  subject_type: ShareSubject['type']
  subject_id: string
  subject_name: string
  shows_names: boolean
  created_by: string
  created_name: string
  created_at: Date
  expires_at: Date
  revoked_at: Date | null
  revoked_name: string | null
  is_over: boolean
  views: number
  last_viewed_at: Date | null
}

const COLUMNS = `id, subject_type, subject_id, subject_name, shows_names, created_by, created_name, created_at, expires_at, revoked_at,
  revoked_name, expires_at <= clock_timestamp() as is_over, views, last_viewed_at`

const toView = (row: Row): ShareView => ({
  id: row.id,
  subject: { type: row.subject_type, id: row.subject_id, name: row.subject_name },
  showsNames: row.shows_names,
  createdBy: { id: row.created_by, name: row.created_name },
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  revokedBy: row.revoked_name,
  state: row.revoked_at ? 'revoked' : row.is_over ? 'expired' : 'open',
  views: row.views,
  lastViewedAt: row.last_viewed_at?.toISOString() ?? null,
})

/** The latest shares, newest first. */
export async function listShares(): Promise<ShareView[]> {
  const rows = await sql<Row>(`select ${COLUMNS} from share order by created_at desc limit ${SHOWN}`)
  return rows.map(toView)
}

/** How many shares of one thing are open now. */
export async function countOpenShares(subject: ShareSubject): Promise<number> {
  if (!isId(subject.id)) return 0
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from share
      where subject_type = $1 and subject_id = $2 and revoked_at is null and expires_at > clock_timestamp()`,
    [subject.type, subject.id],
  )
  return row?.count ?? 0
}
