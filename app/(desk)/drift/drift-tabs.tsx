import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { SegmentedLinks } from '@/components/ui/segmented'
import { countChannelDrifts } from '@/lib/channels/drift-queries'
import { formatCount } from '@/lib/format'
import { countDrifts } from '@/lib/grants/drift-queries'

const sum = (counts: Record<string, number>): string =>
  formatCount(Object.values(counts).reduce((total, count) => total + count, 0))

/** Outside changes of grants and of channels stand side by side, each with what is open over every account. */
export async function DriftTabs({ current }: { current: 'grants' | 'channels' }) {
  const t = await getTranslations('channel-drift.tabs')
  const [grants, channels] = await Promise.all([countDrifts(null), countChannelDrifts(null)])
  return (
    <SegmentedLinks
      ariaLabel={t('label')}
      links={[
        { href: '/drift' as Route, label: t('grants'), count: sum(grants), isCurrent: current === 'grants' },
        {
          href: '/drift/channels' as Route,
          label: t('channels'),
          count: sum(channels),
          isCurrent: current === 'channels',
        },
      ]}
    />
  )
}
