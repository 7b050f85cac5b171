import { useTranslations } from 'next-intl'
import { ChangeList } from '@/components/audit/change-list'
import { JsonBlock } from '@/components/audit/json-block'
import type { ChangeRow } from '@/lib/audit/event-view-schema'
import type { EventRecord } from '@/lib/audit/schema'
import { formatCount } from '@/lib/format'
import { ChangesSwitch } from './changes-switch'

type Props = { event: EventRecord; rows: readonly ChangeRow[] }

/** Before and after: what changed, every field, or as it is stored. Secrets were only ever a state and a fingerprint. */
export function EventChanges({ event: { before, after }, rows }: Props) {
  const t = useTranslations('ui.changes')
  const tPage = useTranslations('eventPage')
  if (before === null && after === null) return null
  const changed = rows.filter((row) => row.isChanged)
  return (
    <ChangesSwitch
      title={t('title')}
      views={[
        {
          value: 'changed',
          label: tPage('onlyChanged', { count: formatCount(changed.length) }),
          content: <ChangeList rows={changed} />,
        },
        { value: 'all', label: tPage('allFields'), content: <ChangeList rows={rows} /> },
        {
          value: 'raw',
          label: tPage('raw'),
          content: (
            <>
              <JsonBlock label={t('before')} value={before} />
              <JsonBlock label={t('after')} value={after} />
            </>
          ),
        },
      ]}
    />
  )
}
