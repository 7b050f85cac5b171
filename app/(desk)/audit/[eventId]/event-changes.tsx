import { useTranslations } from 'next-intl'
import { ChangeList } from '@/components/audit/change-list'
import { JsonBlock } from '@/components/audit/json-block'
import { listFields } from '@/lib/audit/changes-schema'
import type { EventRecord } from '@/lib/audit/schema'
import { formatCount } from '@/lib/format'
import { ChangesSwitch } from './changes-switch'

/** Before and after: what changed, every field, or as it is stored. Secrets were only ever a state and a fingerprint. */
export function EventChanges({ event: { before, after } }: { event: EventRecord }) {
  const t = useTranslations('audit.event')
  const tPage = useTranslations('eventPage')
  if (before === null && after === null) return null
  const changed = listFields(before, after).filter((field) => field.isChanged).length
  return (
    <ChangesSwitch
      title={t('changes')}
      views={[
        {
          value: 'changed',
          label: tPage('onlyChanged', { count: formatCount(changed) }),
          content: <ChangeList before={before} after={after} showsAll={false} />,
        },
        { value: 'all', label: tPage('allFields'), content: <ChangeList before={before} after={after} showsAll /> },
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
