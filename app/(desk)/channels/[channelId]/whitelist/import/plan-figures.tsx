'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Icon, type IconName } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import type { WhitelistPlanCounts, WhitelistPlanView } from '@/lib/channels/whitelist-import-schema'
import { formatCount, formatEstimate } from '@/lib/format'

const fates: { key: keyof WhitelistPlanCounts | 'refused'; glyph: IconName; pigment: string }[] = [
  { key: 'new', glyph: 'plus', pigment: 'text-azurite' },
  { key: 'rename', glyph: 'edit', pigment: 'text-azurite' },
  { key: 'same', glyph: 'equal', pigment: 'text-ink-3' },
  { key: 'kept', glyph: 'equal', pigment: 'text-ink-3' },
  { key: 'refused', glyph: 'cross', pigment: 'text-cinnabar' },
]

type Props = { plan: WhitelistPlanView; rejectedCount: number }

/** What will be sent and what will not, in figures that add up, with the calls and the time it takes. */
export function PlanFigures({ plan, rejectedCount }: Props) {
  const t = useTranslations('whitelist.import')
  const locale = useLocale()
  const { counts, busy } = plan
  const figures = { ...counts, refused: rejectedCount }
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 border-y border-line py-2.5" aria-label={t('figures')}>
        {fates.map(({ key, glyph, pigment }) =>
          figures[key] > 0 || key === 'new' ? (
            <div key={key}>
              <dt className={`flex items-center gap-1.5 ${pigment}`}>
                <Icon name={glyph} small />
                {t(`fate.${key}`)}
              </dt>
              <dd>
                <b className="block font-serif text-20 font-semibold">{formatCount(figures[key])}</b>
                {key !== 'new' && key !== 'refused' ? (
                  <span className="text-12 text-ink-3">
                    {t('lines', {
                      lines: plan.lines[key].join(t('between')),
                      more: counts[key] > plan.lines[key].length ? 'yes' : 'no',
                    })}
                  </span>
                ) : null}
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      <p className="text-ink-2" role="status">
        {t('cost', {
          writes: formatCount(plan.writes),
          reads: formatCount(plan.reads),
          rate: String(plan.callsPerSecond),
          time: formatEstimate(plan.tookMs, locale),
        })}{' '}
        {t(plan.perCall > 1 ? 'together' : 'oneByOne', { count: String(plan.perCall) })}{' '}
        {t('after', { count: formatCount(plan.listed + counts.new) })}
      </p>
      {busy === null ? null : (
        <Notice
          tone="attention"
          live
          title={t('busy', { receipt: `R-${busy}` })}
          action={
            <Link className="link" href={`/operations/R-${busy}` as Route}>
              {t('openReceipt', { receipt: `R-${busy}` })}
            </Link>
          }
        />
      )}
    </>
  )
}
