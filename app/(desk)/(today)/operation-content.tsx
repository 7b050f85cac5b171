import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { type Named, readSummary } from '@/lib/audit/summary-schema'
import type { OperationLine } from '@/lib/operations/schema'

const deeds = {
  'drama.grant': 'drama_grant',
  'drama.revoke': 'drama_revoke',
  'drama.replace': 'drama_replace',
  'account.grant': 'account_grant',
  'account.revoke': 'account_revoke',
  'channel.conditions.update': 'channel_conditions_update',
  'channel.conditions.apply': 'channel_conditions_apply',
  'channel.default.update': 'channel_default_update',
  'channel.default.restore': 'channel_default_restore',
  'channel.follow.update': 'channel_follow_update',
  'channel.conditions.restore': 'channel_conditions_restore',
  'channel.drift.restore': 'channel_drift_restore',
  'channel.whitelist.add': 'channel_whitelist_add',
  'channel.whitelist.update': 'channel_whitelist_update',
  'channel.whitelist.remove': 'channel_whitelist_remove',
  'channel.whitelist.clear': 'channel_whitelist_clear',
  'channel.whitelist.import': 'channel_whitelist_import',
} as const

/** What an operation set out to do, in a few words. */
export function OperationContent({ operation: { action, summary } }: { operation: OperationLine }) {
  const t = useTranslations('today')
  const { dramas, licensees } = readSummary(summary)
  const channel = readChannel(summary)
  const name = (named: Named, key: 'dramas' | 'licensees') =>
    named.count === 1 && named.names[0] ? named.names[0] : t(key, { count: named.count })
  const deed = Object.entries(deeds).find(([known]) => known === action)?.[1] ?? 'other'
  return (
    <>
      <span className="mr-3 text-ink-2">{t(`deed.${deed}`)}</span>
      {dramas.count > 0 ? (
        t('matrix', { dramas: name(dramas, 'dramas'), licensees: name(licensees, 'licensees') })
      ) : licensees.count > 0 ? (
        name(licensees, 'licensees')
      ) : channel ? (
        <>
          {channel.name} <Mono quiet>{channel.id}</Mono>
        </>
      ) : null}
    </>
  )
}

function readChannel(summary: OperationLine['summary']): { id: string; name: string } | null {
  if (summary === null || typeof summary !== 'object' || Array.isArray(summary)) return null
  const { channelId, channelName } = summary
  return typeof channelId === 'string' && typeof channelName === 'string' ? { id: channelId, name: channelName } : null
}
