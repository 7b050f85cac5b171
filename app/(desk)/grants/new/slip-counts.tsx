'use client'
import { useLocale, useTranslations } from 'next-intl'
import { formatCount, formatEstimate } from '@/lib/format'
import type { PlanSummary } from '@/lib/grants/plan-summary-schema'
import { cellPlans } from '@/lib/grants/schema'
import { CellMark } from './cell-mark'
import { SlipFigure } from './slip-figure'

/** The equation, what each cell will be, and what it will cost in calls and time. */
export function SlipCounts({
  plan,
  dramas,
  licensees,
}: {
  plan: PlanSummary | null
  dramas: number
  licensees: number
}) {
  const t = useTranslations('grants')
  const tSlip = useTranslations('composer.slip')
  const locale = useLocale()
  const cells = dramas * licensees
  const times = (count: number) => (plan ? t('slip.times', { count: formatCount(count) }) : '—')
  return (
    <>
      <dl className="flex flex-wrap items-baseline gap-x-3 pt-4 font-serif text-34 font-semibold">
        <SlipFigure value={dramas} label={t('slip.dramas', { of: dramas })} />
        <span aria-hidden="true" className="text-20 font-normal text-ink-3">
          ×
        </span>
        <SlipFigure value={licensees} label={t('slip.licensees', { of: licensees })} />
        <span aria-hidden="true" className="text-20 font-normal text-ink-3">
          =
        </span>
        <SlipFigure
          value={cells}
          label={
            plan ? t('slip.cells', { of: cells, count: formatCount(plan.toSend) }) : t('slip.cellsPlain', { of: cells })
          }
        />
      </dl>
      <ul className="mt-3 border-t border-ink">
        {cellPlans.map((cell) => (
          <li key={cell} className="flex h-[34px] items-center gap-2 border-b border-line-soft" data-plan={cell}>
            <CellMark plan={cell} />
            {t(`plan.${cell}`)}
            <span className="text-12 text-ink-3">{t(`planNote.${cell}`)}</span>
            <b className="ml-auto text-16">{plan ? formatCount(plan.counts[cell]) : '—'}</b>
          </li>
        ))}
        {plan?.causes.map(({ cause, dramas: blocked, cells: lost }) => (
          <li key={cause} className="flex h-[26px] items-center pl-[22px] text-12 text-ink-2">
            {tSlip('causeLine', { cause: t(`play.${cause}`), dramas: formatCount(blocked) })}
            <b className="ml-auto font-medium">{formatCount(lost)}</b>
          </li>
        ))}
        {plan && plan.removed > 0 ? (
          <li className="flex h-[34px] items-center gap-2 border-b border-line-soft" data-plan="removed">
            <CellMark plan="removed" />
            {tSlip('removed')}
            <span className="text-12 text-ink-3">{tSlip('removedNote')}</span>
            <b className="ml-auto text-16">{formatCount(plan.removed)}</b>
          </li>
        ) : null}
      </ul>
      <dl className="mt-3 grid grid-cols-3 gap-2 border-y border-line py-2.5 [&_dd]:text-16 [&_dd]:font-semibold [&_dt]:text-12 [&_dt]:text-ink-3">
        <div>
          <dt>{t('slip.calls')}</dt>
          <dd>{times(plan?.calls ?? 0)}</dd>
        </div>
        <div>
          <dt>{t('slip.reads')}</dt>
          <dd>{times(plan?.reads ?? 0)}</dd>
        </div>
        <div>
          <dt>{t('slip.predicted')}</dt>
          <dd>{plan ? formatEstimate(plan.predictedMs, locale) : '—'}</dd>
        </div>
      </dl>
    </>
  )
}
