import type { World } from '../world.ts'
import { parseBeijingMinute } from './check-fields.ts'
import type { Channel, Ranks, StoredRank } from './model.ts'

const plainFields = [
  'wxAuthExpireValue',
  'codeAuthTips',
  'authCode',
  'qcodeTips',
  'qcodeImg',
  'payAuthTips',
  'price',
  'validTimePeriod',
  'customKey',
  'customUri',
  'externalKey',
  'externalUri',
  'externalRedirectUri',
  'externalButtonEnabled',
  'directKey',
  'trialWatchTime',
  'trialWatchEndTime',
  'whiteListInputTips',
  'whiteListEntryText',
  'authTips',
  'infoDesc',
  'infoAuthTips',
  'infoEntryText',
]

/** Always two rows, rank 1 first, every known key present and null when unset. */
export function describeRanks(world: World, ranks: Ranks, channel: Channel | null, userId: string): unknown[] {
  return [describeRank(world, 1, ranks[1], channel, userId), describeRank(world, 2, ranks[2], channel, userId)]
}

function describeRank(world: World, rank: 1 | 2, stored: StoredRank, channel: Channel | null, userId: string): unknown {
  const { switches } = world
  const isFolded = stored.authType === 'public' || stored.authType === 'wx'
  const row: Record<string, unknown> = {
    channelId: channel ? Number(channel.channelId) : globalChannelId(switches.text('globalRowChannelId')),
    userId,
    rank,
    globalSettingEnabled: channel ? channel.followsGlobal : 'N',
    enabled: stored.enabled ?? 'N',
    authType: isFolded ? 'none' : (stored.authType ?? 'none'),
    subAuthType: isFolded ? stored.authType : null,
    watchEndTime: typeof stored.watchEndTime === 'string' ? parseBeijingMinute(stored.watchEndTime) : null,
    trialWatchEnabled: stored.trialWatchEnabled ?? 'N',
  }
  for (const field of plainFields) row[field] = stored[field] ?? null
  if (switches.isOn('readReturnsOnceWhitelist')) row.onceWhitelistEnabled = stored.onceWhitelistEnabled ?? 'N'
  if (switches.isOn('readReturnsInfoFields')) row.infoFields = stored.infoFields ?? null
  if (switches.isOn('readReturnsPrivacy')) {
    row.privacyStatus = stored.privacyStatus ?? null
    row.privacyContent = stored.privacyContent ?? null
  }
  return row
}

function globalChannelId(rule: string): unknown {
  if (rule === 'zero') return 0
  return rule === 'empty' ? '' : null
}
