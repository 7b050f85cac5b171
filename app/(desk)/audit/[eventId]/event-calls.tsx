import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { formatCount } from '@/lib/format'
import type { CallView } from '@/lib/operations/schema'
import { CallList } from '../../operations/[id]/call-list'

/** Every call of the operation, as it was sent and answered, redacted before it was kept. */
export function EventCalls({ calls, total }: { calls: readonly CallView[]; total: number }) {
  const t = useTranslations('eventPage')
  if (total === 0) return null
  return (
    <section className="mt-5">
      <SectionTitle figure={formatCount(total)} note={t('callsNote')}>
        {t('calls')}
      </SectionTitle>
      <CallList calls={calls} total={total} />
    </section>
  )
}
