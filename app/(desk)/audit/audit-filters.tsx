import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { buttonLook } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { deedWord } from '@/lib/audit/describe'
import { actionFamilies, actions, outcomes, targetTypes } from '@/lib/audit/schema'
import { type AuditView, isBadMoment } from './search-params'

type AuditFiltersProps = { view: AuditView; people: readonly { id: string; name: string }[] }

/** A plain form: the address says everything, and it works before any script has loaded. */
export function AuditFilters({ view, people }: AuditFiltersProps) {
  const t = useTranslations('audit')
  const hasBadTime = isBadMoment(view.from) || isBadMoment(view.until)
  return (
    <search>
      <form action="/audit" className="flex flex-wrap items-end gap-2">
        {view.view === 'deeds' ? null : <input type="hidden" name="view" value={view.view} />}
        {view.operation ? <input type="hidden" name="operation" value={view.operation} /> : null}
        {view.phase ? <input type="hidden" name="phase" value={view.phase} /> : null}
        <span className="control min-w-56 flex-1 max-phone:min-w-full">
          <Icon name="search" small className="text-ink-3" />
          <input
            name="q"
            type="search"
            defaultValue={view.q}
            placeholder={t('search.placeholder')}
            aria-label={t('search.label')}
            maxLength={200}
          />
        </span>
        <Choice label={t('filter.person')} name="person" value={view.person}>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice label={t('filter.action')} name="action" value={view.action}>
          <ActionOptions />
        </Choice>
        <TargetField value={view.target} />
        <Choice label={t('filter.outcome')} name="outcome" value={view.outcome}>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {t(`outcome.${outcome}`)}
            </option>
          ))}
        </Choice>
        <MomentField label={t('filter.from')} name="from" value={view.from} />
        <MomentField label={t('filter.until')} name="until" value={view.until} />
        <button type="submit" className={buttonLook({})}>
          {t('filter.apply')}
        </button>
        {hasBadTime ? (
          <p role="alert" className="w-full text-12 text-cinnabar">
            {t('filter.badTime')}
          </p>
        ) : null}
      </form>
    </search>
  )
}

function Choice({ label, name, value, children }: { label: string; name: string; value: string; children: ReactNode }) {
  const t = useTranslations('audit.filter')
  return (
    <div className="grid gap-0.5">
      <label htmlFor={`filter-${name}`} className="text-12 text-ink-3">
        {label}
      </label>
      <select id={`filter-${name}`} name={name} defaultValue={value} className="control max-w-40">
        <option value="">{t('any')}</option>
        {children}
      </select>
    </div>
  )
}

function ActionOptions() {
  const t = useTranslations('audit')
  const locale = useLocale()
  return actionFamilies.map((family) => {
    // A family is the first half of an action, and each has its word.
    const word = t(`family.${family}` as 'family.drama')
    const members = actions.filter((action) => action.startsWith(`${family}.`))
    return (
      <optgroup key={family} label={word}>
        {members.length > 1 ? <option value={`${family}.*`}>{t('filter.allOf', { family: word })}</option> : null}
        {members.map((action) => (
          <option key={action} value={action}>
            {deedWord(action, locale)}
          </option>
        ))}
      </optgroup>
    )
  })
}

function TargetField({ value }: { value: string }) {
  const t = useTranslations('audit')
  const isOne = value.includes(':')
  return (
    <Choice label={t('filter.targetType')} name="target" value={value}>
      {isOne ? <option value={value}>{value}</option> : null}
      {targetTypes.map((type) => (
        <option key={type} value={type}>
          {t(`targetType.${type}`)}
        </option>
      ))}
    </Choice>
  )
}

function MomentField({ label, name, value }: { label: string; name: string; value: string }) {
  return (
    <label className="grid gap-0.5 text-12 text-ink-3 max-phone:w-full">
      {label}
      <span className="control w-40 max-phone:w-full">
        <input
          name={name}
          defaultValue={value}
          placeholder="YYYY-MM-DD HH:mm"
          autoComplete="off"
          aria-invalid={isBadMoment(value) || undefined}
        />
      </span>
    </label>
  )
}
