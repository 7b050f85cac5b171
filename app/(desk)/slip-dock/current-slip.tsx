'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Mono } from '@/components/ui/mono'
import { formatClock, formatCount, formatShortDateTime } from '@/lib/format'
import type { SlipLine } from '@/lib/grants/slip-schema'
import { CellMark } from '../grants/new/cell-mark'
import { type KnownPlan, readPlan } from '../grants/new/known-plans'
import { SlipFigure } from '../grants/new/slip-figure'
import { slipUntil } from './slip-until'

const kinds = ['new', 'extend', 'shorten', 'same', 'blocked'] as const

/** The slip that additions go to, at full size: its equation, what a dry run said, until when and why. */
export function CurrentSlip({ slip, onDiscard }: { slip: SlipLine; onDiscard: () => void }) {
  const t = useTranslations('dock')
  const { number, version } = slip
  const [plan, setPlan] = useState<KnownPlan | null>(null)
  useEffect(() => setPlan(readPlan({ number, version })), [number, version])
  const taken = slip.dramas * slip.licensees - slip.cells
  return (
    <section aria-label={t('current', { number })}>
      <p className="flex flex-wrap items-baseline gap-x-3 pt-3 text-12 text-ink-3">
        <Mono className="text-ink">{`S-${number}`}</Mono>
        {slip.parentNumber ? <span>{t('from', { number: slip.parentNumber })}</span> : null}
        <span className="ml-auto">{t('saved', { time: formatShortDateTime(slip.savedAt) })}</span>
      </p>
      <dl className="flex flex-wrap items-baseline gap-x-3 pt-2 font-serif text-34 font-semibold" aria-live="polite">
        <SlipFigure value={slip.dramas} label={t('dramas', { of: slip.dramas })} />
        <Sign>×</Sign>
        <SlipFigure value={slip.licensees} label={t('licensees', { of: slip.licensees })} />
        <Sign>=</Sign>
        <SlipFigure
          value={slip.cells}
          label={
            taken > 0
              ? t('cellsWithout', { of: slip.cells, count: formatCount(taken) })
              : t('cells', { of: slip.cells })
          }
        />
      </dl>
      {plan ? (
        <>
          <ul className="mt-3 border-t border-ink" aria-label={t('plan')}>
            {kinds
              .filter((kind) => plan.counts[kind] > 0)
              .map((kind) => (
                <li key={kind} className="flex h-8 items-center gap-2 border-b border-line-soft">
                  <CellMark plan={kind} />
                  {t(`kinds.${kind}`)}
                  <b className="ml-auto">{formatCount(plan.counts[kind])}</b>
                </li>
              ))}
          </ul>
          <p className="pt-1.5 text-12 text-ink-3">{t('planned', { time: formatClock(plan.at) })}</p>
        </>
      ) : (
        <p className="mt-3 border-t border-ink pt-2 text-12 text-ink-3">{t('unplanned')}</p>
      )}
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 border-t border-line pt-2.5">
        <dt className="text-ink-3">{t('until')}</dt>
        <dd>{slipUntil(slip, t)}</dd>
        <dt className="text-ink-3">{t('reason')}</dt>
        <dd className={slip.reason ? 'line-clamp-3 [overflow-wrap:anywhere]' : 'text-ink-3'}>
          {slip.reason || t('noReason')}
        </dd>
        <dt className="text-ink-3">{t('account')}</dt>
        <dd>{slip.connectionName}</dd>
      </dl>
      <div className="mt-4 flex gap-2">
        <ButtonLink
          href={`/grants/new?slip=${slip.id}` as Route}
          prefetch={false}
          variant="primary"
          size="lg"
          className="flex-1"
          aria-label={t('resumeOf', { number })}
        >
          {t('resume')}
        </ButtonLink>
        <Button size="lg" onClick={onDiscard} aria-label={t('discardOf', { number })}>
          {t('discard')}
        </Button>
      </div>
    </section>
  )
}

const Sign = ({ children }: { children: ReactNode }) => (
  <span aria-hidden="true" className="text-20 font-normal text-ink-3">
    {children}
  </span>
)
