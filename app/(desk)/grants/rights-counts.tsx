import { useLocale, useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import { formatClock, formatCount, formatDuration } from '@/lib/format'
import { type RightsPlan, rightsEffects } from '@/lib/grants/rights-plan-schema'
import { effectKey, effectStates } from './rights-impact'

/** How many grants meet which fate, and what it costs in calls and time. */
export function RightsCounts({ plan, isReplacing }: { plan: RightsPlan; isReplacing: boolean }) {
  const t = useTranslations('rights.impact')
  const locale = useLocale()
  const touched = plan.licensees.filter(({ cells }) => cells.length > 0).length
  return (
    <>
      <p className="pt-4 font-serif text-34 font-semibold">
        {formatCount(plan.toSend)}
        <span className="ml-3 font-sans text-12 font-normal text-ink-3">
          {t('equation', { dramas: formatCount(plan.dramas), licensees: formatCount(touched) })}
        </span>
      </p>
      <ul className="mt-3 border-t border-ink">
        {rightsEffects
          .filter((effect) => plan.counts[effect] > 0)
          .map((effect) => (
            <li
              key={effect}
              className="flex min-h-[34px] flex-wrap items-center gap-x-2 border-b border-line-soft py-1"
              data-effect={effect}
            >
              <State name={effectStates[effect]}>{t(effectKey(effect, isReplacing))}</State>
              <span className="text-12 text-ink-3">{t(`${effectKey(effect, isReplacing)}Note`)}</span>
              <b className="ml-auto text-16">{formatCount(plan.counts[effect])}</b>
            </li>
          ))}
      </ul>
      <dl className="mt-3 grid grid-cols-3 gap-2 border-y border-line py-2.5 [&_dd]:text-16 [&_dd]:font-semibold [&_dt]:text-12 [&_dt]:text-ink-3">
        <div>
          <dt>{t('calls')}</dt>
          <dd>{t('times', { count: formatCount(plan.calls) })}</dd>
        </div>
        <div>
          <dt>{t('reads')}</dt>
          <dd>{t('times', { count: formatCount(plan.reads) })}</dd>
        </div>
        <div>
          <dt>{t('predicted')}</dt>
          <dd>{formatDuration(plan.predictedMs, locale)}</dd>
        </div>
      </dl>
      <p className="mt-2 text-12 text-ink-3">{t('planned', { time: formatClock(plan.plannedAt) })}</p>
    </>
  )
}
