'use client'
import { useTranslations } from 'next-intl'
import { Icon, type IconName } from '@/components/ui/icon'
import type { ConditionsSubmission } from '@/lib/channels/form-schema'
import { rankNames } from '@/lib/channels/form-schema'
import { formatCount } from '@/lib/format'
import type { Checks } from './use-channel-checks'

type Line = { key: string; icon: IconName; pigment: string; text: string }

const good = { icon: 'check', pigment: 'text-malachite' } as const
const bad = { icon: 'cross', pigment: 'text-cinnabar' } as const
const waiting = { icon: 'clock', pigment: 'text-ink-3' } as const
const unsure = { icon: 'question', pigment: 'text-ink-3' } as const

/** What has been made sure of before saving, and what only the read-back can say. */
export function CheckList({
  submission,
  rankProblem,
  checks,
}: {
  submission: ConditionsSubmission
  rankProblem: string | null
  checks: Checks
}) {
  const t = useTranslations('channels')
  const ranks: Line =
    rankProblem === 'sameType'
      ? { key: 'ranks', ...bad, text: t('bar.same') }
      : rankProblem
        ? { key: 'ranks', ...bad, text: t('bar.needsPrimary') }
        : { key: 'ranks', ...good, text: t('bar.distinct') }
  const live: Line =
    checks.result?.isSame === false
      ? { key: 'live', ...bad, text: t('bar.moved') }
      : checks.state === 'read'
        ? { key: 'live', ...good, text: t('bar.unchanged') }
        : {
            key: 'live',
            ...(checks.state === 'reading' ? waiting : unsure),
            text: t(checks.state === 'reading' ? 'bar.reading' : 'bar.unchecked'),
          }
  const lists = rankNames.flatMap((name): Line[] => {
    const rank = submission[name]
    const count = checks.result?.whitelists[name]
    if (!rank?.enabled || rank.settings.type !== 'phone' || count == null) return []
    const words = { rank: t(`ranks.${name}`), count: formatCount(count) }
    return [
      count > 0
        ? { key: name, ...good, text: t('bar.whitelist', words) }
        : { key: name, ...bad, text: t('bar.whitelistEmpty', words) },
    ]
  })
  const lines: Line[] = [ranks, live, ...lists, { key: 'default', ...waiting, text: t('bar.default') }]
  return (
    <div>
      <h3 className="mb-1 font-serif text-14 font-semibold">{t('bar.checks')}</h3>
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
