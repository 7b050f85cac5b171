import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { Icon, type IconName } from '@/components/ui/icon'
import type { Check, CheckStatus } from '@/lib/diagnose/schema'

const looks: Record<CheckStatus, { glyph: IconName; pigment: string }> = {
  passed: { glyph: 'check', pigment: 'text-malachite' },
  failed: { glyph: 'cross', pigment: 'text-cinnabar' },
  none: { glyph: 'minus', pigment: 'text-ink-3' },
  unknown: { glyph: 'question', pigment: 'text-orpiment' },
}

/** All eight, always in the same order. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  const t = useTranslations('diagnose')
  const sayWhy = useTranslations('diagnose.why')
  return (
    <ol aria-label={t('checks')} className="mt-3 border-t border-line">
      {checks.map(({ name, status, ...said }) => {
        const look = looks[status]
        const isHit = status === 'failed'
        return (
          <li
            key={name}
            className={clsx(
              'grid min-h-8 grid-cols-[22px_auto_1fr] items-center gap-x-1 border-b border-line-soft py-1',
              isHit && '-mx-3 bg-cinnabar-soft px-3 font-medium',
              status === 'none' && 'text-ink-3',
            )}
          >
            <Icon name={look.glyph} small className={look.pigment} label={t(`status.${status}`)} />
            <span>{t(`check.${name}`)}</span>
            <span className={clsx('text-right text-12', isHit ? 'text-cinnabar' : 'text-ink-3')}>
              {t(`detail.${said.detail}` as 'detail.ours', wordsOf(said, sayWhy))}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

const reasons = ['timeout', 'refused', 'unreachable', 'ambiguous', 'malformed'] as const

type Say = ReturnType<typeof useTranslations<'diagnose.why'>>

/** Why something was not read is a kind of trouble, or a code of WeChat's. */
function wordsOf({ values }: Pick<Check, 'values'>, say: Say) {
  if (values.why === undefined) return values
  const kind = reasons.find((reason) => reason === values.why)
  return { why: kind ? say(kind) : say('code', { code: String(values.why) }) }
}
