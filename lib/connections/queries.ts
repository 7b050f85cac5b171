import 'server-only'
import { db, sql } from '@/lib/db'
import type { Connection } from '@/lib/generated/prisma/client'

export { chunkSizeOf } from '@/lib/connections/chunk-size'
export { type OpenedConnection, openConnection } from '@/lib/connections/open-connection'

export type ConnectionKind = 'wechat' | 'polyv'

/** What screens may know of a connection: never its secret. */
export type ConnectionView = Pick<
  Connection,
  | 'id'
  | 'name'
  | 'baseUrl'
  | 'accountId'
  | 'userId'
  | 'secretSetAt'
  | 'source'
  | 'isSandbox'
  | 'isEnabled'
  | 'closedAt'
  | 'closedReason'
  | 'callsPerSecond'
  | 'chunkSize'
  | 'chunkLimit'
  | 'lastOkAt'
  | 'lastErrorAt'
  | 'lastErrorCode'
  | 'lastErrorMessage'
  | 'clockOffsetMs'
  | 'catalogueSyncedAt'
  | 'catalogueSyncError'
> & { kind: ConnectionKind }

const view = {
  id: true,
  kind: true,
  name: true,
  baseUrl: true,
  accountId: true,
  userId: true,
  secretSetAt: true,
  source: true,
  isSandbox: true,
  isEnabled: true,
  closedAt: true,
  closedReason: true,
  callsPerSecond: true,
  chunkSize: true,
  chunkLimit: true,
  lastOkAt: true,
  lastErrorAt: true,
  lastErrorCode: true,
  lastErrorMessage: true,
  clockOffsetMs: true,
  catalogueSyncedAt: true,
  catalogueSyncError: true,
} as const

/** The same columns for the reads every write waits for, where Prisma's own time counts. */
const viewColumns = Object.keys(view)
  .map((key) => `${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} as "${key}"`)
  .join(', ')

const toView = <Row extends { kind: string }>(row: Row): Row & { kind: ConnectionKind } => ({
  ...row,
  kind: row.kind === 'wechat' ? 'wechat' : 'polyv',
})

export async function listConnections(): Promise<ConnectionView[]> {
  const rows = await db.connection.findMany({ select: view, orderBy: [{ kind: 'desc' }, { createdAt: 'asc' }] })
  return rows.map(toView)
}

export async function getConnection(id: string): Promise<ConnectionView | null> {
  const [row] = await sql<ConnectionView>(`select ${viewColumns} from connection where id = $1`, [id])
  return row ? toView(row) : null
}

/** The account a form acts on: the one asked for when it exists and is enabled, else the first of its kind. */
export async function currentConnection(
  kind: ConnectionKind,
  requestedId?: string | null,
): Promise<ConnectionView | null> {
  const rows = await db.connection.findMany({
    where: { kind, isEnabled: true },
    select: view,
    orderBy: { createdAt: 'asc' },
  })
  const chosen = rows.find((row) => row.id === requestedId) ?? rows[0]
  return chosen ? toView(chosen) : null
}
