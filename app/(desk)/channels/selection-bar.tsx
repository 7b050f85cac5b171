'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { useListSelection } from '@/components/data-table/list-selection'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { MOST_CHANNELS } from '@/lib/channels/apply-schema'
import { MOST_CHECKED } from '@/lib/channels/preflight-schema'
import { formatCount } from '@/lib/format'
import { ApplyButton } from './apply-button'

/** What to do with the ticked channels. It stays in sight at the foot while any is ticked. */
export function SelectionBar({
  connectionId,
  query,
  filter,
  matching,
  mayWrite,
}: {
  connectionId: string
  /** The filter as an address, and as it is. */
  query: string
  filter: Record<string, string>
  matching: number
  mayWrite: boolean
}) {
  const t = useTranslations('apply.bar')
  const { keys, allOf, chooseAll, clear } = useListSelection()
  const isAll = allOf === query
  const count = isAll ? matching : keys.size
  if (count === 0) return null
  const isTooMany = count > MOST_CHANNELS
  const selection = isAll ? { kind: 'filter', filter } : { kind: 'ids', ids: [...keys] }
  return (
    <section
      aria-label={t('label')}
      className="sticky bottom-0 z-10 -mx-6 mt-3 border-t border-ink bg-surface px-6 py-2.5 shadow-lift max-tablet:-mx-4 max-tablet:bottom-(--foot) max-tablet:px-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="mr-auto">
          <b className="font-serif text-16">{t(isAll ? 'all' : 'picked', { count: formatCount(count) })}</b>
          {isAll || matching <= keys.size ? null : (
            <button type="button" className="link ml-3" onClick={() => chooseAll(query)}>
              {t('chooseAll', { count: formatCount(matching) })}
            </button>
          )}
          <button type="button" className="link ml-3" onClick={clear}>
            {t('clear')}
          </button>
        </p>
        {isAll ? null : (
          <CopyButton text={[...keys].join('\n')} variant="ghost">
            {t('copyIds')}
          </CopyButton>
        )}
        {isAll || count > MOST_CHECKED ? null : (
          <ButtonLink
            href={
              `/channels/preflight?${new URLSearchParams({ connection: connectionId, ids: [...keys].join() })}` as Route
            }
            prefetch={false}
          >
            {t('preflight')}
          </ButtonLink>
        )}
        <ApplyButton input={{ connectionId, selection }} disabled={!mayWrite || isTooMany} />
      </div>
      {isTooMany ? (
        <p className="mt-1 text-12 text-ink-2">{t('tooMany', { most: formatCount(MOST_CHANNELS) })}</p>
      ) : null}
      {mayWrite ? null : <p className="mt-1 text-12 text-ink-2">{t('readOnly')}</p>}
    </section>
  )
}
