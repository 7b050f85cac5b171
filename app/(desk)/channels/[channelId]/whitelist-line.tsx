'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { formatCount } from '@/lib/format'
import { useChecksContext } from './checks-context'
import { useRank } from './rank-context'

/** How many people may pass this door, counted upstream now and then, and the way to their list. */
export function WhitelistLine() {
  const t = useTranslations('channels.whitelist')
  const { rank, channelId, connectionId, readOnly } = useRank()
  const { checks } = useChecksContext()
  const count = checks.result?.whitelists[rank]
  const isEmpty = count === 0
  const query = new URLSearchParams({ connection: connectionId, rank: rank === 'primary' ? '1' : '2' })
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
      {channelId === ACCOUNT_DEFAULT ? (
        <ElsewhereNote />
      ) : (
        <ButtonLink
          variant={isEmpty && !readOnly ? 'default' : 'ghost'}
          size="sm"
          className="ml-auto text-azurite"
          href={`/channels/${channelId}/whitelist?${query}` as Route}
          // Beside the form, so that what was typed there stays; coming back counts the list again.
          target="_blank"
          title={t('newPage')}
          icon="external"
        >
          {t(isEmpty && !readOnly ? 'fill' : 'manage')}
        </ButtonLink>
      )}
    </div>
  )
}

/** The list of the whole account has no page here. */
function ElsewhereNote() {
  return <span className="ml-auto text-12 text-ink-3">{useTranslations('account-default')('whitelist')}</span>
}
