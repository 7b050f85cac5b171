'use client'
import { useLocale, useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import { planEffects } from '@/lib/channels/apply-schema'
import { type PlanLine, planCosts } from '@/lib/channels/apply-views-schema'
import { formatCount, formatEstimate } from '@/lib/format'
import { effectStates } from './plan-section'

/** How many channels come out how, and what that costs in calls and time at the account's rate. */
export function SlipFigures({
  lines,
  total,
  predictedMs,
}: {
  lines: readonly PlanLine[]
  total: number
  predictedMs: number
}) {
  const t = useTranslations('apply.slip')
  const tPlan = useTranslations('apply.plan')
  const locale = useLocale()
  const isKnown = lines.length > 0
  const { writes, reads } = planCosts(lines)
  const count = (value: number) => (isKnown ? t('times', { count: formatCount(value) }) : '—')
  return (
    <>
      <p className="pt-3 font-serif text-34 font-semibold">
        {formatCount(total)}
        <span className="ml-2 font-sans text-12 font-normal text-ink-3">{t('channels', { of: total })}</span>
      </p>
      <ul className="mt-2 border-t border-ink">
        {planEffects.map((effect) => (
          <li key={effect} className="flex h-[34px] items-center gap-2 border-b border-line-soft" data-plan={effect}>
            <State name={effectStates[effect]}>{tPlan(`effect.${effect}`)}</State>
            <span className="text-12 text-ink-3">{t(`effectNote.${effect}`)}</span>
            <b className="ml-auto text-16">
              {isKnown ? formatCount(lines.filter((line) => line.effect === effect).length) : '—'}
            </b>
          </li>
        ))}
      </ul>
      <dl className="mt-3 grid grid-cols-3 gap-2 border-y border-line py-2.5 [&_dd]:text-16 [&_dd]:font-semibold [&_dt]:text-12 [&_dt]:text-ink-3">
        <div>
          <dt>{t('writes')}</dt>
          <dd>{count(writes)}</dd>
        </div>
        <div>
          <dt>{t('reads')}</dt>
          <dd>{count(reads)}</dd>
        </div>
        <div>
          <dt>{t('predicted')}</dt>
          <dd>{isKnown && writes > 0 ? formatEstimate(predictedMs, locale) : '—'}</dd>
        </div>
      </dl>
    </>
  )
}
