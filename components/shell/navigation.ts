import type { Route } from 'next'
import type { IconName } from '@/components/ui/icon'

export type NavigationKey =
  | 'today'
  | 'grants'
  | 'expiring'
  | 'drift'
  | 'dramas'
  | 'licensees'
  | 'channels'
  | 'operations'
  | 'audit'
  | 'diagnose'
  | 'connections'
  | 'people'
  | 'streaming'
  | 'retention'
  | 'account'

export type NavigationEntry = {
  key: NavigationKey
  href: Route
  icon: IconName
  /** Stands in the bar under the thumb on a phone; the others open from there. */
  isAtThumb?: true
}

export const work: NavigationEntry[] = [
  { key: 'today', href: '/', icon: 'today', isAtThumb: true },
  { key: 'grants', href: '/grants' as Route, icon: 'grant', isAtThumb: true },
  { key: 'dramas', href: '/dramas' as Route, icon: 'drama' },
  { key: 'licensees', href: '/licensees' as Route, icon: 'licensee' },
  { key: 'expiring', href: '/expiring' as Route, icon: 'calendar' },
  { key: 'drift', href: '/drift' as Route, icon: 'bolt' },
  { key: 'channels', href: '/channels' as Route, icon: 'channel', isAtThumb: true },
  { key: 'operations', href: '/operations' as Route, icon: 'receipt', isAtThumb: true },
  { key: 'audit', href: '/audit' as Route, icon: 'audit', isAtThumb: true },
  { key: 'diagnose', href: '/diagnose' as Route, icon: 'pulse' },
]

export const settings: NavigationEntry[] = [
  { key: 'connections', href: '/settings/connections' as Route, icon: 'plug' },
  { key: 'people', href: '/settings/people' as Route, icon: 'people' },
  { key: 'streaming', href: '/settings/streaming' as Route, icon: 'share' },
  { key: 'retention', href: '/settings/retention' as Route, icon: 'clock' },
  { key: 'account', href: '/settings/account' as Route, icon: 'person' },
]
