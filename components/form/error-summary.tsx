'use client'
import { useTranslations } from 'next-intl'
import { type FieldErrors, useFormContext, useFormState } from 'react-hook-form'
import { Icon } from '@/components/ui/icon'
import { toFieldId } from './field-id'
import { useErrorTranslation } from './form'

type Fault = { name: string; message: string }

function listFaults(errors: FieldErrors, prefix = ''): Fault[] {
  return Object.entries(errors).flatMap(([key, error]) => {
    if (!error || typeof error !== 'object') return []
    const name = `${prefix}${key}`
    if (typeof error.message === 'string' && error.message !== '') return [{ name, message: error.message }]
    return listFaults(error as FieldErrors, `${name}.`)
  })
}

/** After a refused submit: how many fields to mend, each a link to its control. */
export function ErrorSummary({ labels }: { labels: Readonly<Record<string, string>> }) {
  const t = useTranslations('ui.errorSummary')
  const translate = useErrorTranslation()
  const { control } = useFormContext()
  const { errors, submitCount } = useFormState({ control })
  const faults = listFaults(errors)
  if (submitCount === 0 || faults.length === 0) return null
  return (
    <div role="alert" className="border-l-2 border-l-cinnabar py-0.5 pl-3">
      <p className="flex items-center gap-1.5 font-medium text-cinnabar">
        <Icon name="cross" small />
        {t('title', { count: faults.length })}
      </p>
      <ul className="mt-1 grid gap-0.5">
        {faults.map(({ name, message }) => (
          <li key={name}>
            <a
              href={`#${toFieldId(name)}`}
              className="link"
              onClick={(event) => {
                const target = document.getElementById(toFieldId(name))
                if (!target) return
                event.preventDefault()
                target.focus()
              }}
            >
              {labels[name] ?? name}
            </a>
            <span className="ml-2 text-ink-2">{translate(message)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-12 text-ink-3">{t('nothingSent')}</p>
    </div>
  )
}
