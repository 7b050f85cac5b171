import type { Json } from '@/lib/audit/schema'
import type { ItemState } from './states'

export type { Json } from '@/lib/audit/schema'

export const operationVerdicts = ['verified', 'partial', 'mismatch', 'failed', 'unknown', 'cancelled'] as const
export type OperationVerdict = (typeof operationVerdicts)[number]

type OperationState = 'queued' | 'running' | 'waiting' | 'done'

/** Where an item stands, worst first: the order of a receipt. */
export const itemGroups = [
  'failed',
  'mismatch',
  'unknown',
  'partial',
  'pending',
  'verified',
  'cancelled',
  'skipped',
  'blocked',
] as const
export type ItemGroup = (typeof itemGroups)[number]

export type ItemCounts = Record<ItemGroup, number>
export type ItemStates = Record<ItemState, number>

export type OperationLine = {
  id: string
  number: number
  action: string
  connectionId: string
  state: OperationState
  verdict: OperationVerdict | null
  reason: string
  summary: Json
  actor: { id: string; name: string; role: string }
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

export type OperationView = OperationLine & {
  parentId: string | null
  parentNumber: number | null
  cancelRequestedAt: string | null
  wakeAt: string | null
  connection: {
    name: string
    kind: 'wechat' | 'polyv'
    accountId: string
    isSandbox: boolean
    callsPerSecond: number
  } | null
}

export type { Progress } from './progress-schema'

export type FieldReading = { path: string; reading: 'confirmed' | 'differs' | 'not_readable' }

export type ItemView = {
  id: string
  position: number
  targetType: string
  targetId: string
  targetName: string
  group: ItemGroup
  state: string
  plan: string
  planCause: string | null
  cause: string | null
  code: string | null
  message: string | null
  rid: string | null
  fields: FieldReading[]
  attempts: number
  sentAt: string | null
  readBackAt: string | null
  settledAt: string | null
  latencyMs: number | null
  /** What became known later of an item that ended unknown. */
  answered: { answer: 'present' | 'absent'; source: 'read_back' | 'person' } | null
  /** Names and times a receipt shows; nothing else of the intent leaves the server. */
  shown: ShownIntent
}

export type ShownIntent = {
  dramaId: string | null
  dramaName: string | null
  appid: string | null
  licenseeName: string | null
  /** ISO; `permanent` when there is no end; null when it has no expiry. */
  expiresAt: string | null
  formerExpiresAt: string | null
  foundExpiresAt: string | null
  /** Row of the sheet it came from. */
  line: number | null
}

export type CallView = {
  id: string
  number: number
  state: 'open' | 'answered' | 'unknown'
  itemCount: number
  endpoint: string | null
  httpStatus: number | null
  errcode: string | null
  errmsg: string | null
  rid: string | null
  latencyMs: number | null
  request: Json
  response: Json
  startedAt: string
}

export type FailureCause = {
  code: string | null
  cause: string | null
  message: string | null
  group: 'failed' | 'mismatch' | 'unknown' | 'partial'
  count: number
  /** A few of the targets, by name. */
  targets: string[]
  /** The most touched ones. */
  licensees: CauseLicensee[]
  licenseeCount: number
  rid: string | null
}

/** One licensee's share of a cause, with the names of a few dramas. */
export type CauseLicensee = { name: string; appid: string; count: number; rid: string | null; dramas: string[] }

export type Course = {
  calls: number
  unanswered: number
  firstCallAt: string | null
  lastCallAt: string | null
  endpoint: string | null
  p50Ms: number | null
  p95Ms: number | null
  readBack: number
  lastReadAt: string | null
  reconciled: number
  cancelAskedAt: string | null
  alarmAt: string | null
}
