import { useTranslations } from 'next-intl'
import { formatDateTime } from '@/lib/format'
import type { ItemView } from '@/lib/operations/schema'

type Words = ReturnType<typeof useTranslations<'operations.readBack'>>

/** What was found afterwards, in words. Nothing found and nothing looked for are told apart. */
export function useReadBackText(): (item: ItemView) => string {
  const t = useTranslations('operations.readBack')
  const tItems = useTranslations('operations.items')
  return (item) => {
    if (item.group === 'skipped' || item.group === 'blocked' || item.group === 'cancelled') return '—'
    if (item.group === 'pending') return item.sentAt ? tItems('sent') : '—'
    if (item.settledAt === null) return tItems('reading')
    if (item.readBackAt === null) return t('none')
    if (item.group === 'unknown' && item.shown.foundExpiresAt === null) return t('unreadable')
    if (item.shown.expiresAt !== null) return grantText(item, item.shown.expiresAt, t)
    return item.targetType.endsWith('_grant') ? revokeText(item, t) : plainText(item, t)
  }
}

const plainText = (item: ItemView, t: Words): string =>
  t(item.group === 'verified' || item.group === 'partial' ? 'matches' : 'differs')

/** A revocation wants nothing to be there. */
function revokeText(item: ItemView, t: Words): string {
  const { foundExpiresAt: found } = item.shown
  return found === null ? t('gone') : t('stillHeld', { date: dateText(found, t) })
}

function grantText(item: ItemView, expiresAt: string, t: Words): string {
  const date = dateText(expiresAt, t)
  const { foundExpiresAt: found, formerExpiresAt: former } = item.shown
  if (item.group === 'verified') {
    if (expiresAt === 'permanent') return t('permanent')
    return former && former !== expiresAt ? t('moved', { former: dateText(former, t), date }) : t('same', { date })
  }
  if (found === null) return t('absent')
  if (found === expiresAt) return t('same', { date })
  return found === 'permanent' ? t('foundPermanent', { date }) : t('found', { found: dateText(found, t), date })
}

const dateText = (expiresAt: string, t: Words): string =>
  expiresAt === 'permanent' ? t('permanentWord') : formatDateTime(expiresAt)
