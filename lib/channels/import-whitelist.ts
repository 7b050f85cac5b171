import 'server-only'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type ImportPlan, type PlannedRow, planImport, readRows } from '@/lib/channels/plan-whitelist-import'
import { toFailure } from '@/lib/channels/upstream-failure'
import type { WhitelistImportInput, WhitelistPlanInput } from '@/lib/channels/whitelist-import-input-schema'
import type { WhitelistPlanView } from '@/lib/channels/whitelist-import-schema'
import { memberItem } from '@/lib/channels/whitelist-intent'
import type { ListAddress } from '@/lib/channels/whitelist-member'
import { busyReceipt, isRepeat, openForWrite, submitToList } from '@/lib/channels/whitelist-submit'
import { getConnection } from '@/lib/connections/queries'
import { type ActionResult, failure, success } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { predictMs } from '@/lib/operations/pace'
import type { NewItem, Submitted } from '@/lib/operations/submit'
import { fingerprint } from '@/lib/secrets/fingerprint'
import type { WriteContext } from '@/lib/write'

const ROWS_A_TURN = 500
const excluding = ['channel.whitelist.import', 'channel.whitelist.clear'] as const

/** What an import would do to the list as it is now, in how many calls and how long. Nothing is written. */
export async function previewImport(input: WhitelistPlanInput): Promise<ActionResult<WhitelistPlanView>> {
  const planned = await plan(input)
  if (!planned.ok) return planned
  const { rows: _, ...view } = planned.plan
  const callsPerSecond = (await getConnection(input.connectionId))?.callsPerSecond ?? 1
  return success({
    ...view,
    callsPerSecond,
    tookMs: predictMs({ calls: view.writes + view.reads, callsPerSecond }),
    busy: await busyReceipt(input, excluding),
  })
}

/** Sends exactly what was previewed, as one operation; a plan that has moved is refused and planned again. */
export async function importWhitelist(
  input: WhitelistImportInput,
  { actor, requestId }: Pick<WriteContext, 'actor' | 'requestId'>,
): Promise<ActionResult<Submitted>> {
  const { connectionId, channelId, rank, requestKey, reason, fileName, listed } = input
  const shared = {
    connectionId,
    channelId,
    rank,
    action: 'channel.whitelist.import' as const,
    requestKey,
    reason,
    actor,
    requestId,
    input: { planKey: input.planKey, listed, fileName, rows: fingerprint(JSON.stringify(input.rows)) },
  }
  if (await isRepeat(requestKey)) return submitToList({ ...shared, summary: {}, items: [] })
  const opened = await openForWrite(connectionId)
  if (!opened.ok) return opened
  const busy = await busyReceipt(input, excluding)
  if (busy !== null) return failure('conflict', { detail: { cause: 'busy', number: busy } })
  const planned = await plan(input)
  if (!planned.ok) return planned
  const { counts, writes, reads, rows, planKey } = planned.plan
  if (planKey !== input.planKey) return failure('stale_base')
  if (writes === 0) return failure('invalid_input', { fieldErrors: { rows: 'nothing' } })
  return submitToList({
    ...shared,
    summary: { fileName, counts, members: rows.length, toSend: counts.new + counts.rename, calls: writes, reads },
    items: await toItems({ connectionId, channelId, rank }, rows),
  })
}

async function plan(
  input: WhitelistPlanInput,
): Promise<{ ok: true; plan: ImportPlan } | Extract<ActionResult<never>, { ok: false }>> {
  const read = readRows(input.rows)
  if (!read.ok) return read
  const opened = await openForWrite(input.connectionId)
  if (!opened.ok) return opened
  try {
    return { ok: true, plan: await planImport(opened.connection, input, read.rows, input.listed) }
  } catch (error) {
    if (error instanceof UpstreamError) return toFailure(error)
    throw error
  }
}

/** Encrypting 50,000 rows takes seconds: other people's requests get their turn in between. */
async function toItems(list: ListAddress, rows: readonly PlannedRow[]): Promise<NewItem[]> {
  const items: NewItem[] = []
  for (let start = 0; start < rows.length; start += ROWS_A_TURN) {
    items.push(...rows.slice(start, start + ROWS_A_TURN).map((row) => toItem(list, row)))
    await nextTurn()
  }
  return items
}

/** The upstream's call for many wants a name of each, so the nameless go one by one. */
function toItem({ channelId, rank }: ListAddress, { code, name, line, was, fate }: PlannedRow): NewItem {
  if (was === null)
    return memberItem({
      kind: 'add',
      group: name === '' ? 'add' : 'batch',
      channelId,
      rank,
      line,
      member: { code, name },
    })
  const member = { code: was.code, name: name || was.name, was }
  return memberItem({
    kind: 'update',
    group: 'update',
    channelId,
    rank,
    line,
    member,
    ...(fate === 'rename' ? {} : { plan: 'same', planCause: fate === 'kept' ? 'name_kept' : 'listed_so' }),
  })
}
