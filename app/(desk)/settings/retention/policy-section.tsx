import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import type { Policy } from '@/lib/retention/queries'
import { PolicyForm } from './policy-form'

/** How long each class is kept: a form for who may change it, plain words for the others. */
export function PolicySection({ policies, mayWrite }: { policies: readonly Policy[]; mayWrite: boolean }) {
  const t = useTranslations('retention.policy')
  const monthsOf = (name: Policy['class']) => policies.find((policy) => policy.class === name)?.months ?? 36
  return (
    <section aria-label={t('title')}>
      <SectionTitle note={t('note')}>{t('title')}</SectionTitle>
      {mayWrite ? (
        <PolicyForm access={monthsOf('access')} change={monthsOf('change')} />
      ) : (
        <dl className="grid grid-cols-[minmax(160px,auto)_1fr] gap-x-4 gap-y-1 pt-1 [&_dt]:text-ink-3">
          {(['change', 'access'] as const).map((name) => (
            <div key={name} className="contents">
              <dt>{t(name)}</dt>
              <dd>{t('months', { months: monthsOf(name) })}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
