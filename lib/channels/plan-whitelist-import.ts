import 'server-only'
import { createHash } from 'node:crypto'
import {
  checkWhitelistRow,
  type ListedChoice,
  memberKey,
  type WhitelistEntryRow,
  type WhitelistPlanCounts,
  type WhitelistPlanView,
} from '@/lib/channels/whitelist-import-schema'
import { toKnown } from '@/lib/channels/whitelist-lookup'
import type { ListAddress } from '@/lib/channels/whitelist-member'
import { batchSize } from '@/lib/channels/whitelist-sending'
import { type ActionFailure, failure } from '@/lib/errors'
import type { UpstreamConnection } from '@/lib/http'
import { readWhitelist, type WhitelistEntry, whitelistPages } from '@/lib/polyv/whitelist'

const LINES_NAMED = 12

export type PlannedRow = WhitelistEntryRow & {
  line: number
  /** As it is listed now; null for one that is not. */
  was: WhitelistEntry | null
  fate: keyof WhitelistPlanCounts
}

export type ImportPlan = {
  rows: PlannedRow[]
  counts: WhitelistPlanCounts
  lines: WhitelistPlanView['lines']
  listed: number
  writes: number
  reads: number
  perCall: number
  planKey: string
}

/** The rows as values, each code once; a failure names the first line that is none. */
export function readRows(
  rows: readonly { line: number; code: string; name: string }[],
): { ok: true; rows: (WhitelistEntryRow & { line: number })[] } | ActionFailure {
  const seen = new Map<string, WhitelistEntryRow & { line: number }>()
  for (const { line, ...raw } of rows) {
    const { value, problems } = checkWhitelistRow(raw)
    if (!value) return failure('invalid_input', { fieldErrors: { rows: 'row' }, detail: { line, problems } })
    if (seen.has(memberKey(value.code)))
      return failure('invalid_input', { fieldErrors: { rows: 'repeated' }, detail: { line } })
    seen.set(memberKey(value.code), { ...value, line })
  }
  return { ok: true, rows: [...seen.values()] }
}

/**
 * What an import would do, judged by the list as it is now. Writes nothing.
 * @throws UpstreamError
 */
export async function planImport(
  connection: UpstreamConnection,
  { channelId, rank }: ListAddress,
  rows: readonly (WhitelistEntryRow & { line: number })[],
  listed: ListedChoice,
): Promise<ImportPlan> {
  const list = (await readWhitelist(connection, { kind: 'channel', channelId }, rank)) ?? []
  const known = toKnown(list)
  const counts: WhitelistPlanCounts = { new: 0, rename: 0, kept: 0, same: 0 }
  const lines: WhitelistPlanView['lines'] = { rename: [], kept: [], same: [] }
  const hash = createHash('sha256')
  const planned = rows.map((row): PlannedRow => {
    const was = known.get(memberKey(row.code)) ?? null
    const isSame = was !== null && (row.name === '' || was.name.trim() === row.name)
    const fate = was === null ? 'new' : isSame ? 'same' : listed === 'rename' ? 'rename' : 'kept'
    counts[fate] += 1
    if (fate !== 'new' && lines[fate].length < LINES_NAMED) lines[fate].push(row.line)
    hash.update(`${row.line} ${fate} ${row.code} ${row.name}\n`)
    return { ...row, was, fate }
  })
  const perCall = batchSize(connection)
  const named = planned.filter(({ fate, name }) => fate === 'new' && name !== '').length
  const writes = Math.ceil(named / perCall) + (counts.new - named) + counts.rename
  return {
    rows: planned,
    counts,
    lines,
    listed: list.length,
    writes,
    // Once before the first call, and once after the last of each kind.
    reads: writes === 0 ? 0 : 2 * whitelistPages(list.length + counts.new),
    perCall,
    planKey: hash.digest('hex'),
  }
}
