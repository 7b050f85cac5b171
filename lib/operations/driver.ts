import 'server-only'
import type { Sql } from '@/lib/db'
import type { Exchange, UpstreamConnection } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import type { Json } from '@/lib/secrets/redact'

/** One target of an operation, as the runner hands it to a driver. */
export type LedgerItem = {
  id: string
  operationId: string
  position: number
  /** Lane key, unique among open items of a connection, e.g. `drama:100200@wx…` or `channel:1965681`. */
  targetKey: string
  /** Items with the same group may share a call (for grants: the licensee's appid). */
  groupKey: string
  targetType: string
  targetId: string
  targetName: string
  /** What is to be true afterwards. Shape belongs to the driver; secrets only as references or ciphertext. */
  intent: Json
  before: Json
  attempts: number
  /** When its last call was started; null when never. */
  sentAt: Date | null
  /** What `witness` gave right before its last call was opened. */
  witness: Json
}

export type OperationContext = {
  operationId: string
  connection: UpstreamConnection
  actor: { id: string; name: string; role: string }
}

/** Code and message are the upstream's own, kept raw; copy is chosen at the screen. */
export type ItemAnswer = {
  itemId: string
  /** `again`: definitely not executed and worth another try (rate limited, still initialising). */
  outcome: 'succeeded' | 'refused' | 'unknown' | 'again'
  code: string | null
  message: string | null
  rid: string | null
}

/** Something an administrator must see even though no item asked for it. */
export type Alarm = {
  code: 'foreign_item' | 'default_touched' | 'quota_exhausted' | 'token_refused'
  detail: Json
  closesConnection: boolean
}

export type SendResult = {
  answers: ItemAnswer[]
  exchange: Exchange
  alarms?: Alarm[]
  /** For `again`: do not call this connection before so many milliseconds have passed. */
  pauseMs?: number
  /** For `again`: the day's quota is used up. No writes on this connection for so many milliseconds; reads go on. */
  parkMs?: number
  /** For `again`: the call was refused for its size. From now on no call of this connection carries more items. */
  chunkLimit?: number
}

export type FieldReading = { path: string; reading: 'confirmed' | 'differs' | 'not_readable' }

export type ReadBack = {
  itemId: string
  /** `as_intended` settles an unknown as succeeded; `absent` and `differs` do not by themselves. */
  found: 'as_intended' | 'differs' | 'absent' | 'unreadable'
  after: Json
  fields?: FieldReading[]
  /** A reason code shown with the verdict, e.g. `account_grant` or `follows_default`. */
  cause?: string
  /** Not there itself, yet in effect by another way, which `cause` names: part of a success and no mismatch. */
  isInEffect?: true
  alarms?: Alarm[]
}

type SettledItem = { item: LedgerItem; verdict: ItemVerdict; after: Json }

/** A refusal of ours, found right before sending: the item ends `refused` and nothing is sent. */
export type Recheck = { itemId: string; code: string; message: string | null }

/**
 * What one kind of operation knows about its upstream. The runner owns order, states, fencing, events and
 * timing; a driver only chunks, sends and reads. Every method may throw `UpstreamError`.
 */
export type OperationDriver = {
  /** `noun.verb`; also the audit action and the permission's subject. */
  action: string
  connectionKind: 'wechat' | 'polyv'
  /** Whether its items have the account to themselves, or share it with others of their kind, until they are settled. */
  hold?: 'shared' | 'exclusive'
  /** What `recheck` saw that the read-back is compared with, kept in the ledger for whoever does it. Never a secret. */
  witness?: (item: LedgerItem) => Json
  /** May run while an alarm holds the connection shut: it undoes what the alarm is about. */
  evenClosed?: true
  /** Splits queued items of one group into calls. */
  chunk: (items: LedgerItem[], context: OperationContext) => LedgerItem[][]
  /** Fresh checks right before the call (expiry floor, fingerprint, permission data). No upstream writes. */
  recheck: (context: OperationContext, items: LedgerItem[]) => Promise<Recheck[]>
  /** The one write. Must match answers by id; an item without an answer counts as unknown. */
  send: (call: OpenCall, context: OperationContext, items: LedgerItem[]) => Promise<SendResult>
  /** Reads the upstream for these items. Never writes. */
  readBack: (context: OperationContext, items: LedgerItem[]) => Promise<ReadBack[]>
  /** Brings the desk's own tables in line with a settled read-back, in the same transaction as verdict and event. */
  settle: (sql: Sql, context: OperationContext, settled: readonly SettledItem[]) => Promise<void>
  /** What the item's audit event shows; secrets already reduced to fingerprints. */
  describe: (item: LedgerItem, after: Json) => { before: Json; after: Json }
}

export type ItemVerdict = 'verified' | 'partial' | 'mismatch' | 'failed' | 'unknown' | 'cancelled'
