import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'

/** What this channel has, for other channels: now, or under a name for later. */
export function ReuseLinks({ connectionId, channelId }: { connectionId: string; channelId: string }) {
  const t = useTranslations('templates')
  const tApply = useTranslations('apply.choose')
  const query = new URLSearchParams({ connection: connectionId, from: channelId })
  return (
    <>
      <ButtonLink href={`/channels/templates/new?${query}` as Route} prefetch={false}>
        {t('saveFrom')}
      </ButtonLink>
      <ButtonLink href={`/channels/apply?${query}` as Route} prefetch={false}>
        {tApply('toOthers')}
      </ButtonLink>
    </>
  )
}
