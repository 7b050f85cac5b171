import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import type { DramaFacts } from '@/lib/dramas/describe-drama'
import { formatDateTime, formatRelative } from '@/lib/format'

type Props = { drama: DramaFacts; connectionName: string; now: string }

export function DramaFactsList({ drama, connectionName, now }: Props) {
  const t = useTranslations('dramas.page')
  const locale = useLocale()
  const moment = (at: string | null) => (at ? formatDateTime(at) : null)
  const facts: [string, ReactNode][] = [
    [t('account'), connectionName],
    [t('producer'), drama.producer],
    [t('episodes'), drama.episodeCount],
    [t('createdAt'), moment(drama.createdAt)],
    [t('auditSubmittedAt'), moment(drama.auditSubmittedAt)],
    [t('auditedAt'), moment(drama.auditedAt)],
    [
      t('readAt'),
      <span key="read" title={formatDateTime(drama.readAt)}>
        {formatRelative(drama.readAt, now, locale)}
      </span>,
    ],
    ...(drama.goneAt ? [[t('goneAt'), moment(drama.goneAt)] satisfies [string, ReactNode]] : []),
  ]
  return (
    <section>
      <SectionTitle>{t('facts')}</SectionTitle>
      <dl className="grid grid-cols-[112px_1fr] gap-x-4">
        {facts.map(([label, value]) => (
          <div key={label} className="col-span-full grid grid-cols-subgrid border-b border-line-soft py-1.5">
            <dt className="text-ink-3">{label}</dt>
            <dd className="min-w-0 break-words">{value ?? <span className="text-ink-3">—</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
