import { getTranslations } from 'next-intl/server'
import { can } from '@/lib/auth/permissions'
import { readConnectionHealth } from '@/lib/connections/health'
import { formatCount, formatShortDateTime } from '@/lib/format'
import { listParkedAccounts } from '@/lib/overview/queries'
import type { Need, NeedSource } from './need'

/** Accounts that stand still or answer wrongly, since when, and what is to be done. */
export const accountNeeds: NeedSource = async ({ role }) => {
  const t = await getTranslations('today.needs.account')
  const [accounts, parked] = await Promise.all([readConnectionHealth(), listParkedAccounts()])
  const mayMend = can(role, 'connection.write')
  const needs: Need[] = accounts.flatMap(({ id, name, kind, state, lastOkAt, closedReason, isAddressRefused }) => {
    const since = lastOkAt ? t('since', { time: formatShortDateTime(lastOkAt) }) : t('never')
    const look = { href: `/settings/connections/${id}`, action: t(mayMend ? 'mend' : 'look') }
    if (state === 'closed') {
      const isDefault = kind === 'polyv' && closedReason === 'default_touched'
      return {
        key: `closed ${id}`,
        state: 'blocked' as const,
        title: t(isDefault ? 'defaultTouched' : 'closed', { name }),
        detail: t(isDefault ? 'restoreDue' : 'closedText'),
        ...(isDefault ? { href: `/channels/default?connection=${id}`, action: t('restore') } : look),
      }
    }
    if (state === 'refused' && isAddressRefused)
      return { key: `address ${id}`, state: 'failed' as const, title: t('address', { name }), detail: since, ...look }
    if (state === 'refused' || state === 'silent' || state === 'clock')
      return {
        key: `account ${id}`,
        state: state === 'refused' ? ('failed' as const) : ('warning' as const),
        title: t(state, { name }),
        detail: state === 'clock' ? undefined : since,
        ...look,
      }
    return []
  })
  const waiting = parked.map(({ id, name, until, operations }) => ({
    key: `parked ${id}`,
    state: 'queued' as const,
    title: t('parked', { name }),
    detail: `${t('parkedUntil', { time: formatShortDateTime(until) })}${operations > 0 ? t('parkedWork', { count: formatCount(operations) }) : ''}`,
    href: '/operations?verdict=open',
    action: t('waiting'),
  }))
  return [...needs, ...waiting]
}
