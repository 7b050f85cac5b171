import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { Tabs } from '@/components/ui/tabs'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'

/** Ours, in the order they stand; a tab is an address under the channel's own. */
const tabs = ['conditions', 'whitelist', 'versions', 'timeline'] as const
type ChannelTab = (typeof tabs)[number]

/** What there is to see of one channel, or of the account default, whose id is `default`. */
export function ChannelTabs({
  channelId,
  connectionId,
  current,
}: {
  channelId: string
  connectionId: string
  current: ChannelTab
}) {
  const t = useTranslations('versions.tabs')
  return (
    <Tabs
      label={t('label')}
      tabs={tabs
        .filter((tab) => tab !== 'whitelist' || channelId !== ACCOUNT_DEFAULT)
        .map((tab) => ({
          href: `/channels/${channelId}${tab === 'conditions' ? '' : `/${tab}`}?connection=${connectionId}` as Route,
          label: t(tab),
          current: current === tab,
        }))}
    />
  )
}
