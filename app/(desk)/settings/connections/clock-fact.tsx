import { useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import { CLOCK_WARNING_MS } from '@/lib/connections/judge-health'

/** The upstream's clock against ours. Its header counts whole seconds, so less than one means nothing. */
export function ClockFact({ offsetMs }: { offsetMs: number | null }) {
  const t = useTranslations('connections.clock')
  if (offsetMs === null) return <span className="text-ink-3">{t('unknown')}</span>
  const seconds = (Math.abs(offsetMs) / 1_000).toFixed(1)
  const words = Math.abs(offsetMs) < 1_000 ? t('close') : t(offsetMs > 0 ? 'ahead' : 'behind', { seconds })
  if (Math.abs(offsetMs) <= CLOCK_WARNING_MS) return words
  return (
    <>
      <State name="warning">{words}</State>
      <p className="text-12 text-ink-2">{t('warning')}</p>
    </>
  )
}
