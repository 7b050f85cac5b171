import type { Route } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Mono } from '@/components/ui/mono'
import type { DefaultImpact } from '@/lib/channels/channel-views-schema'
import { formatCount, formatRelative } from '@/lib/format'

/** Who is hit: every channel that follows the account default, by the last reading of the list. */
export async function ImpactList({ impact, connectionId }: { impact: DefaultImpact; connectionId: string }) {
  const t = await getTranslations('account-default.impact')
  const { channels, count, total, syncedAt } = impact
  return (
    <section aria-labelledby="impact-title" className="px-6 pt-4 pb-6 max-tablet:px-4">
      <h2 id="impact-title" className="border-b border-ink pb-1.5 font-serif text-16 font-semibold">
        {t('title', { count: formatCount(count) })}
      </h2>
      <p className="mt-1.5 text-12 text-ink-3">
        {t('of', { total: formatCount(total) })}{' '}
        {syncedAt ? t('syncedAt', { time: formatRelative(syncedAt, new Date(), await getLocale()) }) : t('neverSynced')}
      </p>
      {channels.length === 0 ? (
        <p className="py-2 text-ink-2">{t('none')}</p>
      ) : (
        <ul className="mt-1 grid gap-x-6 tablet:grid-cols-2 desk:grid-cols-3">
          {channels.map((channel) => (
            <li key={channel.channelId} className="flex min-h-9 items-center gap-2 border-b border-line-soft">
              <Link
                className="truncate hover:underline"
                href={`/channels/${channel.channelId}?connection=${connectionId}` as Route}
              >
                {channel.name}
              </Link>
              <Mono quiet>{channel.channelId}</Mono>
            </li>
          ))}
        </ul>
      )}
      {count > channels.length ? (
        <p className="py-2 text-12 text-ink-3">{t('more', { count: formatCount(count - channels.length) })}</p>
      ) : null}
    </section>
  )
}
