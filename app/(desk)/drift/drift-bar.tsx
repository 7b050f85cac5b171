'use client'
import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import type { DriftLine } from '@/lib/grants/drift-schema'
import { isRevocable, MOST_REVOKED, revokeHref } from './revoke-href'

/** What may be done about everything that is ticked; it stays in sight while the list scrolls. */
export function DriftBar({
  connectionId,
  chosen,
  onAdopt,
  onRestore,
  isRestoring,
  onClear,
}: {
  connectionId: string
  chosen: readonly DriftLine[]
  onAdopt: () => void
  onRestore: (ids: string[]) => void
  isRestoring: boolean
  onClear: () => void
}) {
  const t = useTranslations('drift')
  const restorable = chosen.filter((row) => row.dramaId !== null && row.known !== null).map((row) => row.id)
  const foreign = chosen.filter(isRevocable).slice(0, MOST_REVOKED)
  return (
    <div className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-dialog border border-line bg-surface px-4 py-2.5 shadow-lift max-tablet:bottom-16">
      <span role="status" className="mr-auto">
        {t('bulk.chosen', { count: formatCount(chosen.length) })}
      </span>
      {restorable.length === 0 ? <span className="text-12 text-ink-3">{t('bulk.restoreNone')}</span> : null}
      <Button variant="ghost" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
      {foreign.length > 0 ? (
        <ButtonLink variant="danger" href={revokeHref(connectionId, foreign)} prefetch={false}>
          {t('bulk.revoke', { count: formatCount(foreign.length) })}
        </ButtonLink>
      ) : null}
      <Button onClick={onAdopt}>{t('bulk.adopt', { count: formatCount(chosen.length) })}</Button>
      <Button
        variant="primary"
        disabled={restorable.length === 0}
        pending={isRestoring && t('restore.pending')}
        onClick={() => onRestore(restorable)}
      >
        {t('bulk.restore', { count: formatCount(restorable.length) })}
      </Button>
    </div>
  )
}
