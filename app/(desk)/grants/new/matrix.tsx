'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { type CellPlan, cellPlans, type GrantPlan } from '@/lib/grants/schema'
import { CellMark } from './cell-mark'
import { MatrixRow } from './matrix-row'
import { SectionHead } from './section-head'

const ROW_HEIGHT = 26

export type MatrixProps = { plan: GrantPlan | null; isPlanning: boolean }

/** Every cell of the slip and what will happen to it. Only the rows in view are drawn. */
export function Matrix({ plan, isPlanning }: MatrixProps) {
  const t = useTranslations('grants')
  return (
    <section
      data-part="matrix"
      aria-label={t('matrix.title')}
      aria-busy={isPlanning}
      className="border-t border-ink pb-4"
    >
      <SectionHead
        numeral={t('compose.four')}
        title={t('matrix.title')}
        actions={
          <ul className="flex flex-wrap gap-x-4 text-12 text-ink-2">
            {cellPlans.map((cell) => (
              <li key={cell} className="flex items-center gap-1">
                <CellMark plan={cell} />
                {t(`plan.${cell}`)}
              </li>
            ))}
          </ul>
        }
      />
      <p role="status" className="min-h-5 text-12 text-ink-3">
        {isPlanning ? t(plan ? 'matrix.stale' : 'matrix.planning') : plan ? '' : t('matrix.waiting')}
      </p>
      {plan ? <MatrixTable plan={plan} /> : null}
    </section>
  )
}

function MatrixTable({ plan }: { plan: GrantPlan }) {
  const t = useTranslations('grants')
  const scroller = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: plan.dramas.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  const items = rows.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0)
  const words = Object.fromEntries(cellPlans.map((cell) => [cell, t(`plan.${cell}`)])) as Record<CellPlan, string>

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={scroller} tabIndex={0} aria-label={t('matrix.label')} className="max-h-[520px] overflow-auto">
      <table className="border-collapse" aria-rowcount={plan.dramas.length + 1}>
        <thead>
          <tr className="[&>th]:sticky [&>th]:top-0 [&>th]:z-2 [&>th]:bg-bg">
            <th
              scope="col"
              className="left-0 z-3! min-w-[200px] border-b border-line pr-3 pb-1 text-left align-bottom text-12 font-medium text-ink-3"
            >
              {t('matrix.corner')}
            </th>
            {plan.licensees.map((licensee) => (
              <th
                key={licensee.appid}
                scope="col"
                title={licensee.appid}
                className="h-[104px] w-8 border-b border-line pb-1.5 align-bottom text-12 font-medium text-ink-2"
              >
                <span
                  className={`mx-auto block max-h-[92px] overflow-hidden tracking-[.06em] [writing-mode:vertical-rl] ${licensee.lastRefusalCode ? 'text-orpiment' : ''}`}
                >
                  {licensee.name}
                </span>
              </th>
            ))}
            <th scope="col" className="border-b border-line">
              <span className="sr-only">{t('slip.title')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <Gap height={before} span={plan.licensees.length + 2} /> : null}
          {items.map(({ index }) => {
            const drama = plan.dramas[index]
            return drama ? (
              <MatrixRow key={drama.dramaId} drama={drama} index={index} plan={plan} words={words} />
            ) : null
          })}
          {after > 0 ? <Gap height={after} span={plan.licensees.length + 2} /> : null}
        </tbody>
      </table>
    </section>
  )
}

/** Stands for the rows that are out of view. */
function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr>
      <td colSpan={span} style={{ height }} />
    </tr>
  )
}
