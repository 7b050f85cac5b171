import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { Tabs } from '@/components/ui/tabs'

const tabs = { list: '', templates: '/templates', schedules: '/schedules', preflight: '/preflight' } as const
export type ChannelsTab = keyof typeof tabs

/** What there is to do with many channels at once. */
export function ChannelsTabs({ current }: { current: ChannelsTab }) {
  const t = useTranslations('templates.tabs')
  return (
    <Tabs
      label={t('label')}
      tabs={(Object.keys(tabs) as ChannelsTab[]).map((tab) => ({
        href: `/channels${tabs[tab]}` as Route,
        label: t(tab),
        current: current === tab,
      }))}
    />
  )
}
