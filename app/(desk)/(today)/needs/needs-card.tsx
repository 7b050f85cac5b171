import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { SectionTitle } from '@/components/shell/section-title'
import { Notice } from '@/components/ui/notice'
import { State } from '@/components/ui/state'
import { formatDate } from '@/lib/format'
import { readNextExpiry } from '@/lib/overview/queries'
import { NothingHere } from '../nothing-here'
import { loadNeeds } from './load-needs'
import type { Asker } from './need'

/** What waits for this person: one line each, with where it is seen to. */
export async function NeedsCard({ asker }: { asker: Asker }) {
  const t = await getTranslations('today.needs')
  const { needs, unread } = await loadNeeds(asker)
  const next = needs.length === 0 ? await readNextExpiry() : null
  return (
    <section aria-label={t('title')}>
      <SectionTitle
        figure={needs.length === 0 ? undefined : needs.length}
        actions={
          <Link href={'/operations' as Route} className="link">
            {t('all')}
          </Link>
        }
      >
        {t('title')}
      </SectionTitle>
      {unread.length > 0 ? (
        <Notice
          tone="attention"
          className="my-2"
          title={t('unread', { names: unread.map((name) => t(`sources.${name}`)).join(t('comma')) })}
        />
      ) : null}
      {needs.length === 0 ? (
        <NothingHere title={t('none')}>{next ? t('next', { date: formatDate(next) }) : t('noNext')}</NothingHere>
      ) : (
        <ul>
          {needs.map(({ key, state, title, detail, href, action }) => (
            <li
              key={key}
              className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 border-b border-line-soft py-2 max-tablet:grid-cols-[minmax(0,1fr)_auto]"
            >
              <State name={state} className="w-32 max-tablet:col-span-2" />
              <span className="min-w-0">
                <span className="block font-medium [overflow-wrap:anywhere]">{title}</span>
                {detail ? <span className="block text-12 text-ink-2">{detail}</span> : null}
              </span>
              <Link href={href as Route} prefetch={false} className="link text-right">
                {action}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
