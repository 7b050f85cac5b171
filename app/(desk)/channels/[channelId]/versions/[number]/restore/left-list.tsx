'use client'
import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import type { LeftBehind } from '@/lib/channels/versions-schema'
import { useVersionWords } from '../../use-version-words'

/** What a rollback does not bring back, in a sentence each. */
export function useLeftWords() {
  const t = useTranslations('versions.left')
  const tChannels = useTranslations('channels')
  const words = useVersionWords()
  return ({ rank, what, field }: LeftBehind): string => {
    const where = rank === null ? '' : tChannels(`ranks.${rank}`)
    return t(what, { rank: where, field: field === null ? '' : words.field(field) })
  }
}

/** Said before it is sent. */
export function LeftList({ left, isDefault }: { left: readonly LeftBehind[]; isDefault: boolean }) {
  const t = useTranslations('versions.left')
  const say = useLeftWords()
  return (
    <section>
      <SectionTitle figure={left.length > 0 ? left.length : undefined}>{t('title')}</SectionTitle>
      <ul className="grid gap-1">
        {left.map((one) => (
          <li key={`${one.rank}.${one.what}.${one.field}`} className="text-orpiment">
            {say(one)}
          </li>
        ))}
        <li className="text-ink-3">{t('whitelists')}</li>
        {isDefault || left.some(({ what }) => what === 'follows_default') ? null : (
          <li className="text-ink-3">{t('follows')}</li>
        )}
      </ul>
    </section>
  )
}
