import 'server-only'
import type { Actor, Target } from '@/lib/audit/event'
import { channelNameOf } from '@/lib/channels/queries'
import type { whitelistActions } from '@/lib/channels/whitelist-driver'
import type { ListAddress } from '@/lib/channels/whitelist-member'
import { openConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { type ActionFailure, type ActionResult, failure } from '@/lib/errors'
import type { UpstreamConnection } from '@/lib/http'
import { type NewItem, type Submitted, submitOperation } from '@/lib/operations/submit'
import type { Json } from '@/lib/secrets/redact'

type Action = (typeof whitelistActions)[number]

export const listTarget = ({ channelId }: { channelId: string }): Target => ({
  type: 'channel',
  id: channelId,
  name: channelId,
})

/** Number of a receipt that still works on this list by one of these deeds; null when none does. */
export async function busyReceipt(
  { connectionId, channelId, rank }: ListAddress,
  actions: readonly Action[],
): Promise<number | null> {
  const [row] = await sql<{ number: number }>(
    `select number from operation
      where connection_id = $1 and state <> 'done' and action = any($2) and summary->>'channelId' = $3 and summary->>'rank' = $4
      order by number desc limit 1`,
    [connectionId, actions, channelId, String(rank)],
  )
  return row?.number ?? null
}

/** A repeat finds its first operation; planning it again would see its own effect. */
export async function isRepeat(requestKey: string): Promise<boolean> {
  return (await sql('select 1 from operation where request_key = $1', [requestKey])).length > 0
}

/** The account, ready to be asked before something is put on record; a failure where that would be in vain. */
export async function openForWrite(
  connectionId: string,
): Promise<{ ok: true; connection: UpstreamConnection } | ActionFailure> {
  const { connection, closedReason } = await openConnection(connectionId)
  if (connection.kind !== 'polyv') return failure('connection_missing')
  if (closedReason !== null) return failure('connection_closed', { detail: { reason: closedReason } })
  return { ok: true, connection }
}

type ListOperation = ListAddress & {
  action: Action
  requestKey: string
  reason: string
  actor: Actor
  requestId: string
  /** Tells a repeat from a reuse of the key; codes only by fingerprint. */
  input: Json
  /** More than channel and rank, for the receipt's head and the log. */
  summary: { [key: string]: Json }
  items: readonly NewItem[]
  before?: Json
  after?: Json
}

/** Commits an operation on one list. While a list is being emptied, nothing else begins on it. */
export async function submitToList({
  summary,
  channelId,
  rank,
  ...operation
}: ListOperation): Promise<ActionResult<Submitted>> {
  const list = { connectionId: operation.connectionId, channelId, rank }
  if (operation.action !== 'channel.whitelist.clear') {
    const busy = await busyReceipt(list, ['channel.whitelist.clear'])
    if (busy !== null && !(await isRepeat(operation.requestKey)))
      return failure('conflict', { detail: { cause: 'busy', number: busy } })
  }
  const channelName = await channelNameOf(operation.connectionId, channelId)
  return submitOperation({
    ...operation,
    input: { channelId, rank, reason: operation.reason, wish: operation.input },
    target: { type: 'channel', id: channelId, name: channelName },
    summary: { channelId, channelName, rank, ...summary },
  })
}
