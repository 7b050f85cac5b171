'use client'
import { useTranslations } from 'next-intl'
import type { Change } from '@/lib/channels/changes-schema'
import { rankNames } from '@/lib/channels/form-schema'
import { useChangeWords } from './change-words'

const LONG = 24

/** The difference as somebody would say it, a sentence for each door. */
export function ChangeSentences({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations('merge.bar')
  const tChannels = useTranslations('channels')
  const say = useSayChange()
  return rankNames.map((rank) => {
    const own = changes.filter((change) => change.rank === rank)
    if (own.length === 0) return null
    return (
      <p key={rank} className="mb-1 max-w-[72ch] [overflow-wrap:anywhere]">
        {t('sentence', { rank: tChannels(`ranks.${rank}`), changes: own.map(say).join(t('join')) })}
      </p>
    )
  })
}

function useSayChange() {
  const t = useTranslations('merge.bar')
  const words = useChangeWords()
  return ({ path, before, after }: Change): string => {
    const field = words.field(path)
    if (path === 'enabled' && after.kind === 'flag') return t(after.on ? 'turnOn' : 'turnOff')
    if (after.kind === 'secret') return t('secret', { field })
    const values = { field, before: words.value(before), after: words.value(after) }
    if (path === 'type') return t('type', values)
    return values.before.length + values.after.length > LONG * 2 ? t('long', { field }) : t('value', values)
  }
}
