import { getTranslations } from 'next-intl/server'
import { countChannelDrifts } from '@/lib/channels/drift-queries'
import { formatCount } from '@/lib/format'
import { countDrifts } from '@/lib/grants/drift-queries'
import type { NeedSource } from './need'

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, count) => total + count, 0)

/** What the upstream changed without us, over every account in use. */
export const driftNeeds: NeedSource = async () => {
  const t = await getTranslations('today.needs.drift')
  const [grants, channels] = await Promise.all([countDrifts(null), countChannelDrifts(null)])
  const line = (key: 'grants' | 'channels', count: number, href: string, detail?: string) =>
    count === 0
      ? []
      : [
          {
            key: `drift ${key}`,
            state: 'drift' as const,
            title: t(key, { count: formatCount(count) }),
            detail,
            href,
            action: t('look'),
          },
        ]
  const opened = channels.opened > 0 ? t('opened', { count: formatCount(channels.opened) }) : undefined
  return [...line('channels', sum(channels), '/drift/channels', opened), ...line('grants', sum(grants), '/drift')]
}
