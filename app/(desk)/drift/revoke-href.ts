import type { Route } from 'next'
import type { DriftLine } from '@/lib/grants/drift-schema'

/** What an address can carry. */
export const MOST_REVOKED = 100

/** A grant of a drama that is not ours is taken away like any other, behind its own preview. */
export const isRevocable = (row: DriftLine): boolean => row.kind === 'foreign' && row.dramaId !== null

export const revokeHref = (connectionId: string, rows: readonly DriftLine[]): Route =>
  `/grants/revoke?connection=${connectionId}&pairs=${rows.map((row) => `${row.dramaId}@${row.appid}`).join(',')}` as Route

/** The whole account has doors of its own, to give it again or to take it away. */
export const accountHref = (connectionId: string, row: DriftLine): Route =>
  `/grants/accounts/${row.kind === 'foreign' ? 'revoke' : 'new'}?connection=${connectionId}&appid=${row.appid}` as Route
