import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { pathText } from '@/components/audit/value-text'
import { SectionTitle } from '@/components/shell/section-title'
import { Notice } from '@/components/ui/notice'
import { asRecord } from '@/lib/audit/changes-schema'
import type { Json } from '@/lib/audit/schema'
import type { ItemView } from '@/lib/operations/schema'
import { isTelling, toConditionRows } from './condition-rows'
import { ConditionTable } from './condition-table'

type ConditionResultProps = { item: ItemView; before: Json; after: Json; summary: Json }

/** Each submitted field beside its former value and what the read-back says of it. */
export function ConditionResult({ item, before, after, summary }: ConditionResultProps) {
  const t = useTranslations('operations.fields')
  const tVersions = useTranslations('versions')
  const rows = toConditionRows(before, after, item.fields)
  const shown = rows.filter(isTelling)
  return (
    <section className="mt-4">
      <SectionTitle
        actions={
          <Link className="link" href={`/channels/${item.targetId}/versions` as Route} prefetch={false}>
            {tVersions('history')}
          </Link>
        }
      >
        {t('title')}
      </SectionTitle>
      <Remarks summary={summary} />
      {shown.length === 0 ? <p className="py-3 text-ink-3">{t('none')}</p> : <ConditionTable rows={shown} />}
      {rows.length > shown.length ? (
        <p className="py-2 text-12 text-ink-3">{t('unchanged', { count: String(rows.length - shown.length) })}</p>
      ) : null}
    </section>
  )
}

/** What the verdict does not cover, said before the fields. */
function Remarks({ summary }: { summary: Json }) {
  const t = useTranslations('operations.fields')
  const tAudit = useTranslations('audit')
  const record = asRecord(summary)
  const omitted = Array.isArray(record?.omitted) ? record.omitted : []
  return (
    <>
      {record?.followsDefault === true ? (
        <Notice tone="attention" title={t('followsDefault')} className="my-2" />
      ) : null}
      {omitted.map((entry) => {
        const rank = String(asRecord(entry)?.rank ?? '')
        return <Notice key={rank} title={t('omitted', { rank: pathText(rank, tAudit) })} className="my-2" />
      })}
    </>
  )
}
