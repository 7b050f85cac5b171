'use client'
import { useTranslations } from 'next-intl'
import type { LeftBehind } from '@/lib/channels/versions-schema'

/** What stays undone, and why; nothing is passed over in silence. */
export function LeftBehindList({ left }: { left: readonly LeftBehind[] }) {
  const t = useTranslations('account-default.left')
  const tChannels = useTranslations('channels')
  if (left.length === 0) return null
  return (
    <div className="mt-2 text-ink-2">
      <p className="text-12 text-ink-3">{t('title')}</p>
      <ul>
        {left.map(({ rank, what, field }) => (
          <li key={`${rank}.${what}.${field}`}>
            {[rank && tChannels(`ranks.${rank}`), field && tChannels(`fields.${field}` as 'fields.pay.price'), t(what)]
              .filter(Boolean)
              .join(' ')}
          </li>
        ))}
      </ul>
    </div>
  )
}
