import 'server-only'
import { outcomes, phases, targetTypes } from '@/lib/audit/schema'

/** What a written query can ask about, in the order they are offered. */
export const queryKeys = [
  'actor',
  'action',
  'outcome',
  'drama',
  'licensee',
  'channel',
  'operation',
  'created',
  'phase',
  'target',
  'connection',
  'person',
  'rid',
  'ip',
  'request',
  'show',
] as const
export type QueryKey = (typeof queryKeys)[number]

/** Other ways to write a key; queries are always printed with the key itself. */
const keyAliases: Record<string, QueryKey> = {
  人员: 'actor',
  经办: 'actor',
  by: 'actor',
  动作: 'action',
  结果: 'outcome',
  result: 'outcome',
  剧目: 'drama',
  被授权方: 'licensee',
  小程序: 'licensee',
  频道: 'channel',
  回执: 'operation',
  receipt: 'operation',
  时间: 'created',
  time: 'created',
  阶段: 'phase',
  对象: 'target',
  连接: 'connection',
  成员: 'person',
  地址: 'ip',
  请求: 'request',
  显示: 'show',
}

export function toQueryKey(word: string): QueryKey | null {
  const lower = word.toLowerCase()
  return (
    queryKeys.find((key) => key === lower) ?? (Object.hasOwn(keyAliases, lower) ? (keyAliases[lower] ?? null) : null)
  )
}

/** Chinese words for a key, to find it while it is being typed. */
export const aliasesOf = (key: QueryKey): string[] => Object.keys(keyAliases).filter((word) => keyAliases[word] === key)

/** How an event stands, as its row shows it: an outcome, an outside change, or a sensitive read. */
export const shownOutcomes = [...outcomes, 'drift', 'read'] as const
export type ShownOutcome = (typeof shownOutcomes)[number]

/** Whatever did not go as it should. */
export const troubles = [
  'failed',
  'mismatch',
  'partial',
  'unknown',
  'denied',
  'drift',
] as const satisfies ShownOutcome[]

const outcomeAliases: Record<string, ShownOutcome> = {
  已提交: 'pending',
  已完成: 'succeeded',
  已核实: 'verified',
  部分成功: 'partial',
  不一致: 'mismatch',
  失败: 'failed',
  结果未知: 'unknown',
  未知: 'unknown',
  已拒绝: 'denied',
  拒绝: 'denied',
  已取消: 'cancelled',
  外部变更: 'drift',
  敏感读取: 'read',
}

/** Values of the keys that take only certain ones; the other keys take anything. */
export const closedValues = {
  outcome: shownOutcomes,
  phase: phases,
  show: ['all'],
} as const satisfies Partial<Record<QueryKey, readonly string[]>>

/** A value as it is printed: words of our own become the code they stand for. */
export function canonicalValue(key: QueryKey, value: string): string {
  if (key === 'outcome')
    return Object.hasOwn(outcomeAliases, value) ? (outcomeAliases[value] ?? value) : lowerIfKnown(value, shownOutcomes)
  if (key === 'phase') return lowerIfKnown(value, phases)
  if (key === 'target') return lowerIfKnown(value, targetTypes)
  if (key === 'show') return value === '全部' ? 'all' : lowerIfKnown(value, closedValues.show)
  return value
}

const lowerIfKnown = (value: string, known: readonly string[]): string =>
  known.includes(value.toLowerCase()) ? value.toLowerCase() : value
