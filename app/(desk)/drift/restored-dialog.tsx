'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { formatCount } from '@/lib/format'

export type RestoredSlips = {
  slips: readonly { slipId: string; cells: number; expiry: string | null }[]
  left: number
  notSlipped: number
}

/** Several slips, one per expiry: each is opened, previewed and submitted by itself. */
export function RestoredDialog({ restored, onClose }: { restored: RestoredSlips; onClose: () => void }) {
  const t = useTranslations('drift.restore')
  const wordsOf = ({ cells, expiry }: RestoredSlips['slips'][number]) =>
    expiry === null
      ? t('slipOpen', { cells: formatCount(cells) })
      : expiry === 'permanent'
        ? t('slipPermanent', { cells: formatCount(cells) })
        : t('slip', { cells: formatCount(cells), date: expiry })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('title', { count: restored.slips.length })}
      description={restored.slips.length > 1 ? t('text') : undefined}
    >
      <ul className="grid">
        {restored.slips.map((slip) => (
          <li key={slip.slipId} className="flex min-h-9 items-center gap-3 border-b border-line-soft py-1">
            <span className="mr-auto">{wordsOf(slip)}</span>
            <ButtonLink size="sm" href={`/grants/new?slip=${slip.slipId}` as Route}>
              {t('open')}
            </ButtonLink>
          </li>
        ))}
      </ul>
      {restored.left > 0 ? (
        <p className="text-12 text-ink-2">{t('left', { count: formatCount(restored.left) })}</p>
      ) : null}
      {restored.notSlipped > 0 ? (
        <p className="text-12 text-ink-2">{t('more', { count: formatCount(restored.notSlipped) })}</p>
      ) : null}
    </Dialog>
  )
}
