import 'server-only'
import { concernOf } from '@/lib/connections/explain-error'
import { type HealthFacts, type HealthState, judgeHealth } from '@/lib/connections/judge-health'
import type { ConnectionKind } from '@/lib/connections/queries'
import { type ReadMoment, readOne, toRead } from '@/lib/read'

export type ConnectionHealth = {
  id: string
  kind: ConnectionKind
  name: string
  isSandbox: boolean
  state: HealthState
  /** Null for an upstream without tokens, or while none is held. */
  tokenExpiresAt: Date | null
  clockOffsetMs: number | null
  /** When it last answered as it should. */
  lastOkAt: Date | null
  closedReason: string | null
  /** It refuses this machine's address. */
  isAddressRefused: boolean
}

const ADDRESS_REFUSED = '40164'

type Row = Omit<HealthFacts, 'lastOkAt' | 'lastErrorAt'> &
  Omit<ConnectionHealth, 'state' | 'isAddressRefused' | 'tokenExpiresAt' | 'lastOkAt'> & {
    tokenExpiresAt: ReadMoment | null
    lastOkAt: ReadMoment | null
    lastErrorAt: ReadMoment | null
    lastErrorCode: string | null
    lastErrorMessage: string | null
  }

const toDate = (moment: ReadMoment | null): Date | null => (moment === null ? null : new Date(moment))

/** What the foot of the rail and the health address say of every connection in use. One indexed statement. */
export const connectionHealth = toRead(
  `select connection.id, kind, name, is_sandbox as "isSandbox", is_enabled as "isEnabled", closed_reason as "closedReason",
            last_ok_at as "lastOkAt", last_error_at as "lastErrorAt", last_error_code as "lastErrorCode",
            last_error_message as "lastErrorMessage", clock_offset_ms as "clockOffsetMs",
            token.expires_at as "tokenExpiresAt"
       from connection left join access_token token on token.connection_id = connection.id
      where is_enabled order by kind desc, created_at`,
  [],
  (rows: Row[]) => rows.map(toHealth),
)

export const readConnectionHealth = (): Promise<ConnectionHealth[]> => readOne(connectionHealth)

function toHealth(row: Row): ConnectionHealth {
  const [lastOkAt, lastErrorAt] = [toDate(row.lastOkAt), toDate(row.lastErrorAt)]
  const concern = concernOf(row.kind, { code: row.lastErrorCode, message: row.lastErrorMessage })
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    isSandbox: row.isSandbox,
    state: judgeHealth({ ...row, lastOkAt, lastErrorAt }, concern),
    tokenExpiresAt: toDate(row.tokenExpiresAt),
    clockOffsetMs: row.clockOffsetMs,
    lastOkAt,
    closedReason: row.closedReason,
    isAddressRefused: row.lastErrorCode === ADDRESS_REFUSED && (lastErrorAt ?? 0) > (lastOkAt ?? 0),
  }
}
