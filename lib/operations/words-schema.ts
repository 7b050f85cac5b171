import { asRecord } from '@/lib/audit/changes-schema'
import { type Named, readSummary } from '@/lib/audit/summary-schema'
import { formatCount, formatDateTime, visibleText } from '@/lib/format'
import type { ItemGroup, OperationLine } from './schema'

const actionKeys = {
  'drama.grant': 'grant',
  'drama.revoke': 'revoke',
  'drama.replace': 'replace',
  'account.grant': 'accountGrant',
  'account.revoke': 'accountRevoke',
  'channel.conditions.update': 'conditions',
  'channel.conditions.apply': 'apply',
  'channel.default.update': 'accountDefault',
  'channel.default.restore': 'defaultRestore',
  'channel.follow.update': 'follow',
  'channel.conditions.restore': 'conditionsRestore',
  'channel.drift.restore': 'driftRestore',
  'channel.whitelist.add': 'whitelist',
  'channel.whitelist.update': 'whitelistUpdate',
  'channel.whitelist.remove': 'whitelistRemove',
  'channel.whitelist.clear': 'whitelistClear',
  'channel.whitelist.import': 'whitelistImport',
} as const

/** Where the `operations` messages keep the name of an action. */
export const actionKey = (action: string): (typeof actionKeys)[keyof typeof actionKeys] | 'other' =>
  actionKeys[action as keyof typeof actionKeys] ?? 'other'

/** A verdict, or where the work stands while there is none. */
export const verdictKey = ({ state, verdict }: Pick<OperationLine, 'state' | 'verdict'>) =>
  verdict ?? (state === 'done' ? 'unknown' : state)

/** The order in which counts are told: what succeeded, what did not, what was never tried. */
export const toldGroups: readonly ItemGroup[] = [
  'verified',
  'failed',
  'mismatch',
  'unknown',
  'partial',
  'pending',
  'cancelled',
  'skipped',
  'blocked',
]

/** Values for the `say` messages: what was set out to be done. */
export function sayValues(
  operation: Pick<OperationLine, 'summary'>,
  words: {
    dramas: (count: string) => string
    licensees: (count: string) => string
    until: (date: string) => string
    permanent: string
  },
) {
  const { dramas, licensees, expiresAt } = readSummary(operation.summary)
  const {
    channelName: channel,
    channels: many,
    rank,
    code,
    members,
    followsDefault,
  } = asRecord(operation.summary) ?? {}
  const channels = asRecord(many ?? null)?.count
  return {
    dramas: named(dramas, words.dramas),
    licensees: named(licensees, words.licensees),
    expiry: expiresAt === null || expiresAt === 'permanent' ? words.permanent : words.until(formatDateTime(expiresAt)),
    channel: typeof channel === 'string' ? visibleText(channel) : '',
    channels: typeof channels === 'number' ? formatCount(channels) : '',
    follows: followsDefault === true ? 'yes' : 'no',
    rank: rank === 2 ? 'secondary' : 'primary',
    member: typeof code === 'string' ? code : '',
    members: typeof members === 'number' ? formatCount(members) : '',
  }
}

const named = ({ count, names }: Named, many: (count: string) => string): string =>
  count === 1 && names[0] ? visibleText(names[0]) : many(formatCount(count))
