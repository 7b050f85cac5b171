'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { formatCount } from '@/lib/format'
import type { ImportOutcome } from '@/lib/licensees/import-schema'

export type ImportedCounts = Pick<ImportOutcome, 'added' | 'changed' | 'same'> & { left: number }

export function ImportDone({ counts, onAnother }: { counts: ImportedCounts; onAnother: () => void }) {
  const t = useTranslations('licensees.import')
  return (
    <div role="status">
      <Empty
        icon="check"
        title={t('done')}
        action={
          <>
            <ButtonLink variant="primary" href={'/licensees?sort=updated' as Route}>
              {t('toList')}
            </ButtonLink>
            <ButtonLink href={'/audit?q=action:licensee.import' as Route}>{t('toAudit')}</ButtonLink>
            <Button onClick={onAnother}>{t('another')}</Button>
          </>
        }
      >
        {t('doneCounts', {
          added: formatCount(counts.added),
          changed: formatCount(counts.changed),
          same: formatCount(counts.same),
        })}
        {counts.left > 0 ? <span className="block">{t('left', { count: formatCount(counts.left) })}</span> : null}
      </Empty>
    </div>
  )
}
