'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { useChecksContext } from './checks-context'
import { useRank } from './rank-context'
import { WhitelistDialog } from './whitelist-dialog'

/** How many people may pass this door, and the way to look at them or add one. */
export function WhitelistLine() {
  const t = useTranslations('channels.whitelist')
  const { rank } = useRank()
  const { checks, read } = useChecksContext()
  const [isOpen, setOpen] = useState(false)
  const count = checks.result?.whitelists[rank]
  const isEmpty = count === 0
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-2.5 border-t border-line-soft">
      <span>{t('line')}</span>
      <span className={isEmpty ? 'text-cinnabar' : 'font-medium'} role="status">
        {isEmpty
          ? t('empty')
          : count != null
            ? t('count', { count: formatCount(count) })
            : t(checks.state === 'unread' ? 'unread' : 'reading')}
      </span>
      <Button variant="ghost" size="sm" className="ml-auto text-azurite" onClick={() => setOpen(true)}>
        {t('manage')}
      </Button>
      {isOpen ? <WhitelistDialog onClose={() => setOpen(false)} onChanged={read} /> : null}
    </div>
  )
}
