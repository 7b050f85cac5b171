'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button, IconButton } from '@/components/ui/button'
import { formatCount, formatShortDateTime } from '@/lib/format'
import type { SlipLine } from '@/lib/grants/slip-schema'
import { slipUntil } from './slip-until'

/** Another open slip in three lines; made the current one, gone on with, or put away. */
export function OtherSlip({
  slip,
  onChoose,
  onDiscard,
}: {
  slip: SlipLine
  onChoose: () => void
  onDiscard: () => void
}) {
  const t = useTranslations('dock')
  const { number } = slip
  return (
    <li className="border-b border-line-soft py-2">
      <p className="flex items-baseline gap-3">
        <span className="mono">{`S-${number}`}</span>
        <b className="font-medium">
          {t('equation', {
            dramas: formatCount(slip.dramas),
            licensees: formatCount(slip.licensees),
            cells: formatCount(slip.cells),
          })}
        </b>
        <span className="ml-auto text-12 text-ink-3">{t('saved', { time: formatShortDateTime(slip.savedAt) })}</span>
      </p>
      <p className="clip text-12 text-ink-2" title={slip.reason || undefined}>
        {slipUntil(slip, t)}
        <span className="ml-4 text-ink-3">{slip.reason || t('noReason')}</span>
      </p>
      <p className="flex items-center gap-3 pt-1">
        <Button size="sm" onClick={onChoose} aria-label={t('chooseOf', { number })}>
          {t('choose')}
        </Button>
        <Link
          className="link"
          href={`/grants/new?slip=${slip.id}` as Route}
          prefetch={false}
          aria-label={t('resumeOf', { number })}
        >
          {t('resume')}
        </Link>
        <IconButton icon="trash" size="sm" className="ml-auto" label={t('discardOf', { number })} onClick={onDiscard} />
      </p>
    </li>
  )
}
