import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { Chip } from '@/components/ui/chip'
import { Mono } from '@/components/ui/mono'
import type { LicenseeLine } from '@/lib/licensees/book-schema'
import { ContractEnd } from '../contract-end'

export function LicenseeFacts({ licensee, now }: { licensee: LicenseeLine; now: string }) {
  const t = useTranslations('licensees')
  const tags = licensee.tags.map((tag) => <Chip key={tag}>{tag}</Chip>)
  const facts: { label: string; value: ReactNode }[] = [
    { label: t('column.subject'), value: licensee.subject },
    { label: t('column.contact'), value: licensee.contact },
    { label: t('column.contractNo'), value: licensee.contractNo ? <Mono>{licensee.contractNo}</Mono> : null },
    {
      label: t('column.contractEndsOn'),
      value: licensee.contractEndsOn ? <ContractEnd endsOn={licensee.contractEndsOn} now={now} /> : null,
    },
    { label: t('column.tags'), value: tags.length > 0 ? <span className="flex flex-wrap gap-1">{tags}</span> : null },
    {
      label: t('column.notes'),
      value: licensee.notes ? <span className="whitespace-pre-line">{licensee.notes}</span> : null,
    },
  ]
  return (
    <section>
      <SectionTitle>{t('page.facts')}</SectionTitle>
      <dl className="grid grid-cols-[112px_1fr] gap-x-4">
        {facts.map(({ label, value }) => (
          <div key={label} className="col-span-full grid grid-cols-subgrid border-b border-line-soft py-2">
            <dt className="text-ink-3">{label}</dt>
            <dd className="min-w-0 break-words">{value ?? <span className="text-ink-3">—</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
