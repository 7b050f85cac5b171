import { useTranslations } from 'next-intl'
import { State, type StateName } from '@/components/ui/state'
import { formatDateTime, visibleText } from '@/lib/format'
import type { ItemCheck } from '@/lib/operations/check-schema'

const states: Record<ItemCheck['answer'], StateName> = {
  present: 'verified',
  absent: 'blocked',
  differs: 'mismatch',
  unreadable: 'unknown',
}

/** What was learned after the receipt was closed. The verdict stays as it was written; this stands beside it. */
export function Addenda({ checks }: { checks: readonly ItemCheck[] }) {
  const t = useTranslations('receipt.addenda')
  if (checks.length === 0) return null
  return (
    <section className="mt-3 border-t border-line pt-3">
      <h2 className="flex flex-wrap items-baseline gap-2 font-serif text-14 font-semibold">
        {t('title')}
        <span className="font-sans text-12 font-normal text-ink-3">{t('note')}</span>
      </h2>
      <ol>
        {checks.map((check) => (
          <li key={check.id} className="border-b border-line-soft py-1.5 last:border-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <time className="mono text-12 text-ink-3">{formatDateTime(check.at, 'second')}</time>
              <bdi>{visibleText(check.targetName)}</bdi>
              <State name={check.source === 'person' ? 'scheduled' : states[check.answer]}>
                {t(`${check.source}.${check.answer}` as 'person.present', { name: check.actorName })}
              </State>
            </p>
            {check.reason ? (
              <p className="text-12 text-ink-2">{visibleText(t('reason', { reason: check.reason }))}</p>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
