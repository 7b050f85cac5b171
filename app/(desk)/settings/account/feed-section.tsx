import { getLocale, getTranslations } from 'next-intl/server'
import { SectionTitle } from '@/components/shell/section-title'
import { RelativeTime } from '@/components/ui/relative-time'
import { findFeed } from '@/lib/expiring/feed'
import { formatDate } from '@/lib/format'
import { FeedControls } from './feed-controls'

/** A person's subscription to expiry days. Its address was shown when it was made and never again. */
export async function FeedSection({ userId }: { userId: string }) {
  const t = await getTranslations('expiring.feed')
  const feed = await findFeed(userId)
  const lastUsedAt = feed?.lastUsedAt
  return (
    <section aria-label={t('title')}>
      <SectionTitle note={t('note')}>{t('title')}</SectionTitle>
      <p className="max-w-prose pt-1 text-ink-2">{t('text')}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-2">
        {feed ? (
          <p>
            {t('since', { date: formatDate(feed.createdAt) })}
            <span className="ml-4 text-ink-3">
              {lastUsedAt
                ? t.rich('lastUsed', { when: () => <RelativeTime at={lastUsedAt} now={new Date().toISOString()} /> })
                : t('neverUsed')}
            </span>
          </p>
        ) : (
          <p className="text-ink-3">{t('none')}</p>
        )}
        <FeedControls hasFeed={feed !== null} locale={await getLocale()} />
      </div>
    </section>
  )
}
