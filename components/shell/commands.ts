import type { IconName } from '@/components/ui/icon'
import type { NavigationKey } from './navigation'
import { settings, work } from './navigation'

type Deed = 'grant' | 'applyChannels' | 'accountDefault' | 'integrity'
type Command = { href: string; icon: IconName; keys: string; isWrite?: true } & (
  | { kind: 'page'; name: NavigationKey }
  | { kind: 'deed'; name: Deed }
)

/** What a page is found by besides its name: pinyin, its initials, and the English word, whatever the language. */
const pageKeys: Partial<Record<NavigationKey, string>> = {
  today: 'jrt jinritai today home',
  grants: 'sq shouquan grants',
  expiring: 'dq daoqi expiring calendar',
  drift: 'wbbg waibubiangeng drift outside',
  dramas: 'jm jumu dramas catalogue',
  licensees: 'bsqf beishouquanfang licensees partners',
  channels: 'pd pindao channels',
  operations: 'hz huizhi receipts operations',
  audit: 'sj shenji audit log',
  diagnose: 'bfzd bofangzhenduan diagnose',
  connections: 'lj lianjie connections',
  people: 'ry renyuan people',
  account: 'wdzh wodezhanghao account password',
}

export const commands: readonly Command[] = [
  {
    kind: 'deed',
    name: 'grant',
    href: '/grants/new',
    icon: 'plus',
    keys: 'xjsq xinjianshouquan new grant',
    isWrite: true,
  },
  ...[...work, ...settings].map(
    ({ key, href, icon }): Command => ({ kind: 'page', name: key, href, icon, keys: pageKeys[key] ?? key }),
  ),
  {
    kind: 'deed',
    name: 'applyChannels',
    href: '/channels/apply',
    icon: 'channel',
    keys: 'plg pilianggai apply many bulk',
    isWrite: true,
  },
  { kind: 'deed', name: 'accountDefault', href: '/channels/default', icon: 'lock', keys: 'zhmr zhanghaomoren default' },
  {
    kind: 'deed',
    name: 'integrity',
    href: '/audit/integrity',
    icon: 'chain',
    keys: 'wzx wanzhengxing integrity proof seal',
  },
]
