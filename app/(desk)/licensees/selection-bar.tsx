'use client'
import { useTranslations } from 'next-intl'
import { useListSelection } from '@/components/data-table/list-selection'
import { formatCount } from '@/lib/format'
import { AddToSlip } from '../slip-dock/add-to-slip'

/** What to do with the ticked licensees. It stays in sight at the foot while any is ticked. */
export function SelectionBar({ connectionId }: { connectionId: string }) {
  const t = useTranslations('licensees.select')
  const { keys, clear } = useListSelection()
  if (keys.size === 0) return null
  return (
    <section
      aria-label={t('label')}
      className="sticky bottom-0 z-10 -mx-6 mt-3 flex flex-wrap items-center gap-2 border-t border-ink bg-surface px-6 py-2.5 shadow-lift max-tablet:-mx-4 max-tablet:bottom-(--foot) max-tablet:px-4"
    >
      <p role="status" className="mr-auto">
        <b className="font-serif text-16">{t('chosen', { count: formatCount(keys.size) })}</b>
        <button type="button" className="link ml-3" onClick={clear}>
          {t('clear')}
        </button>
      </p>
      <AddToSlip connectionId={connectionId} choice={{ appids: [...keys] }} />
    </section>
  )
}
