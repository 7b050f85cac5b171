import { useTranslations } from 'next-intl'
import { Cell } from '@/components/ui/table'
import type { SentChange } from '@/lib/channels/sent-changes'
import type { ItemView } from '@/lib/operations/schema'
import { isTelling, toConditionRows } from './condition-rows'
import { ConditionTable } from './condition-table'

/** Under one channel of many: what was to change of it, unfolded on demand. */
export function ItemChange({ item, change }: { item: ItemView; change: SentChange | undefined }) {
  const t = useTranslations('operations.fields')
  if (!change) return null
  const rows = toConditionRows(change.before, change.sent, item.fields).filter(isTelling)
  if (rows.length === 0) return null
  return (
    <tr>
      <Cell wrap colSpan={5} className="pt-0 pb-2">
        <details>
          <summary className="link w-fit text-12">{t('unfold', { count: rows.length })}</summary>
          <div className="mt-1 border-l-2 border-line pl-3">
            <ConditionTable rows={rows} />
          </div>
        </details>
      </Cell>
    </tr>
  )
}
