'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { Button } from '@/components/ui/button'
import { State } from '@/components/ui/state'
import { formatDate } from '@/lib/format'
import type { Hold } from '@/lib/retention/queries'

const AddHoldDialog = dynamic(() => import('./add-hold-dialog').then((module) => module.AddHoldDialog), { ssr: false })
const ReleaseDialog = dynamic(() => import('./release-dialog').then((module) => module.ReleaseDialog), { ssr: false })

/** What is kept whatever the policy says, and what was. */
export function Holds({ holds, mayWrite }: { holds: readonly Hold[]; mayWrite: boolean }) {
  const t = useTranslations('retention.hold')
  const [isAdding, setAdding] = useState(false)
  const [releasing, setReleasing] = useState<string | null>(null)
  return (
    <section aria-label={t('title')}>
      <SectionTitle
        note={t('note')}
        actions={
          mayWrite ? (
            <Button icon="plus" onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          ) : null
        }
      >
        {t('title')}
      </SectionTitle>
      {holds.length === 0 ? <p className="pt-1 text-ink-3">{t('none')}</p> : null}
      <ul className="grid">
        {holds.map((hold) => (
          <li
            key={hold.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 border-b border-line py-2"
          >
            <div className="grid gap-0.5">
              <State name={hold.releasedAt ? 'cancelled' : 'denied'}>
                {t(hold.releasedAt ? 'released' : 'active')}
              </State>
              <p className="[overflow-wrap:anywhere]">
                <Scope hold={hold} />
              </p>
              <p className="text-12 text-ink-3 [overflow-wrap:anywhere]">
                {t('by', { name: hold.createdName, date: formatDate(hold.createdAt), reason: hold.reason })}
                {hold.releasedAt
                  ? ` ${t('releasedBy', { name: hold.releasedName ?? '', date: formatDate(hold.releasedAt) })}`
                  : null}
              </p>
            </div>
            {mayWrite && !hold.releasedAt ? (
              <Button onClick={() => setReleasing(hold.id)}>{t('release')}</Button>
            ) : null}
          </li>
        ))}
      </ul>
      {isAdding ? <AddHoldDialog onClose={() => setAdding(false)} /> : null}
      {releasing ? <ReleaseDialog holdId={releasing} onClose={() => setReleasing(null)} /> : null}
    </section>
  )
}

const DAY_MS = 86_400_000

/** The end is kept as the first instant after the last day. */
function Scope({ hold }: { hold: Hold }) {
  const t = useTranslations('retention.hold')
  const tTarget = useTranslations('audit.targetType')
  const parts = [
    hold.targetType ? t('target', { type: tTarget(hold.targetType as 'drama'), id: hold.targetId ?? '' }) : null,
    hold.operationId ? t('operation', { id: hold.operationId }) : null,
    hold.from ? t('from', { date: formatDate(hold.from) }) : null,
    hold.until ? t('until', { date: formatDate(new Date(new Date(hold.until).getTime() - DAY_MS)) }) : null,
  ]
  return parts.filter(Boolean).join(' · ')
}
