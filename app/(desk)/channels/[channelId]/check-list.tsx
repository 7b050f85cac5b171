'use client'
import { useTranslations } from 'next-intl'
import { Icon, type IconName } from '@/components/ui/icon'
import { type BaseConditions, type ConditionsSubmission, rankNames, type Settings } from '@/lib/channels/form-schema'
import { checkConditions } from '@/lib/channels/rules-schema'
import { formatCount } from '@/lib/format'
import type { Checks } from './use-channel-checks'

type Line = { key: string; icon: IconName; pigment: string; text: string }
type Props = {
  submission: ConditionsSubmission
  base: BaseConditions
  checks: Checks
  /** The account default itself is edited: that it stands still is no check. */
  isAccount: boolean
}

const good = { icon: 'check', pigment: 'text-malachite' } as const
const bad = { icon: 'cross', pigment: 'text-cinnabar' } as const
const waiting = { icon: 'clock', pigment: 'text-ink-3' } as const
const unsure = { icon: 'question', pigment: 'text-ink-3' } as const

const PRINT_SHOWN = 6

/** What has been made sure of before saving, and what only the read-back can say. */
export function CheckList({ submission, base, checks, isAccount }: Props) {
  const t = useTranslations('channels.bar')
  const lines = [...useRuleLines(submission, base), ...useLiveLines(submission, checks, isAccount)]
  return (
    <div>
      <h3 className="mb-1 font-serif text-14 font-semibold">{t('checks')}</h3>
      <ul className="grid gap-0.5">
        {lines.map((line) => (
          <li key={line.key} className="flex gap-2">
            <Icon name={line.icon} small className={`mt-1 ${line.pigment}`} />
            {line.text}
          </li>
        ))}
      </ul>
    </div>
  )
}

const usesAddress = (settings: Settings): boolean =>
  ['url', 'redirectUrl', 'imageUrl'].some((field) => (settings as Record<string, unknown>)[field])

/** What the values themselves say: types, addresses, the end. */
function useRuleLines(submission: ConditionsSubmission, base: BaseConditions): Line[] {
  const t = useTranslations('channels.bar')
  const tMerge = useTranslations('merge.bar')
  const found = Object.entries(checkConditions(submission, base, Date.now()))
  const has = (...problems: string[]) => found.some(([, problem]) => problems.includes(problem))
  const chosen = rankNames.flatMap((name) => {
    const rank = submission[name]
    return rank?.enabled ? [rank.settings] : []
  })
  const lines: Line[] = [
    has('sameType')
      ? { key: 'ranks', ...bad, text: t('same') }
      : has('secondaryNeedsPrimary')
        ? { key: 'ranks', ...bad, text: t('needsPrimary') }
        : { key: 'ranks', ...good, text: t('distinct') },
  ]
  if (chosen.some(usesAddress)) {
    const isBad = has('urlAbsolute', 'urlHttps', 'urlLocal', 'urlQuery')
    lines.push({ key: 'url', ...(isBad ? bad : good), text: tMerge(isBad ? 'urlBad' : 'url') })
  }
  if (chosen.some((settings) => settings.type === 'pay' && settings.validity === 'until')) {
    const isBad = has('datePast')
    lines.push({ key: 'until', ...(isBad ? bad : good), text: tMerge(isBad ? 'untilBad' : 'until') })
  }
  return lines
}

/** What the upstream says right now. */
function useLiveLines(
  submission: ConditionsSubmission,
  { state, result, defaultAtFirst }: Checks,
  isAccount: boolean,
): Line[] {
  const t = useTranslations('channels')
  const tMerge = useTranslations('merge.bar')
  const live: Line =
    result?.isSame === false
      ? { key: 'live', ...bad, text: t('bar.moved') }
      : state === 'read'
        ? { key: 'live', ...good, text: t('bar.unchanged') }
        : {
            key: 'live',
            ...(state === 'reading' ? waiting : unsure),
            text: t(state === 'reading' ? 'bar.reading' : 'bar.unchecked'),
          }
  const lists = rankNames.flatMap((name): Line[] => {
    const rank = submission[name]
    const count = result?.whitelists[name]
    if (!rank?.enabled || rank.settings.type !== 'phone' || count == null) return []
    const words = { rank: t(`ranks.${name}`), count: formatCount(count) }
    return [
      count > 0
        ? { key: name, ...good, text: t('bar.whitelist', words) }
        : { key: name, ...bad, text: t('bar.whitelistEmpty', words) },
    ]
  })
  const print = result?.accountDefault ?? null
  const standing: Line =
    print === null || defaultAtFirst === null
      ? { key: 'default', ...waiting, text: t('bar.default') }
      : print === defaultAtFirst
        ? { key: 'default', ...good, text: tMerge('default', { print: print.slice(0, PRINT_SHOWN) }) }
        : { key: 'default', ...bad, text: tMerge('defaultMoved') }
  return isAccount ? [live, ...lists] : [live, ...lists, standing]
}
