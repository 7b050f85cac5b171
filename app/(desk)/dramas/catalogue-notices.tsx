import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { CatalogueState } from '@/lib/dramas/schema'
import { formatRelative } from '@/lib/format'

const STALE_AFTER_MS = 3_600_000

/** What a reader must know before believing the list. */
export function CatalogueNotices({ state, now }: { state: CatalogueState; now: string }) {
  const t = useTranslations('dramas.sync')
  const locale = useLocale()
  const { error, syncedAt, isPartial, reading } = state
  const isStale = syncedAt !== null && Date.parse(now) - Date.parse(syncedAt) > STALE_AFTER_MS
  if (error)
    return (
      <Notice
        tone="attention"
        className="mb-3"
        title={syncedAt ? t('error', { age: formatRelative(syncedAt, now, locale) }) : t('errorNever')}
      >
        {t('errorDetail', { message: error })}
      </Notice>
    )
  if (isPartial)
    return (
      <Notice tone="attention" className="mb-3" title={t('partial')}>
        {t('partialDetail')}
      </Notice>
    )
  if (isStale && reading === null) return <Notice className="mb-3" title={t('stale')} />
  return null
}
