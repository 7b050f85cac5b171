import { useTranslations } from 'next-intl'
import { pathText } from '@/components/audit/value-text'
import { SectionTitle } from '@/components/shell/section-title'
import { State, type StateName } from '@/components/ui/state'
import { asRecord } from '@/lib/audit/changes-schema'
import type { Json } from '@/lib/audit/schema'

const states = { confirmed: 'verified', differs: 'mismatch', not_readable: 'unknown' } as const satisfies Record<
  string,
  StateName
>
type Reading = keyof typeof states
const isReading = (value: unknown): value is Reading => typeof value === 'string' && value in states

/** What was read back of each field, where an event tells of one. */
export function EventReadings({ detail }: { detail: Json }) {
  const t = useTranslations('eventPage')
  const tAudit = useTranslations('audit')
  const tFields = useTranslations('operations.fields')
  const fields = asRecord(detail)?.fields
  const readings = (Array.isArray(fields) ? fields : []).flatMap((field) => {
    const { path, reading } = asRecord(field) ?? {}
    return typeof path === 'string' && isReading(reading) ? [{ path, reading }] : []
  })
  if (readings.length === 0) return null
  return (
    <section className="mt-5">
      <SectionTitle note={t('readingsNote')}>{t('readings')}</SectionTitle>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-x-6">
        {readings.map(({ path, reading }) => (
          <li key={path} className="flex justify-between gap-3 border-b border-line-soft py-1.5">
            <span className="min-w-0 break-words text-ink-2">{pathText(path, tAudit)}</span>
            <State name={states[reading]}>{tFields(reading)}</State>
          </li>
        ))}
      </ul>
    </section>
  )
}
