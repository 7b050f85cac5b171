import { useTranslations } from 'next-intl'
import type { ChannelChange } from '@/lib/channels/apply-schema'
import { rankNames } from '@/lib/channels/form-schema'

/** A change in a line for each door: what it is set to, and the one fact that matters of it. */
export function ChangeSummary({ change }: { change: ChannelChange }) {
  const t = useTranslations('channels')
  const tEditor = useTranslations('apply.editor')
  return rankNames.map((rank) => {
    const wanted = change[rank]
    const isOpen = wanted.kind === 'set'
    return (
      <span key={rank} className="mr-5 inline-block">
        <span className="mr-2 text-12 text-ink-3">{t(`ranks.${rank}`)}</span>
        <span className={isOpen ? '' : 'text-ink-3'}>
          {wanted.kind === 'set' ? t(`types.${wanted.settings.type}`) : tEditor(`mode.${wanted.kind}`)}
        </span>
        {wanted.kind === 'set' && wanted.settings.type === 'pay' && !change.variables.includes(`${rank}.price`) ? (
          <span className="ml-1.5 text-ink-2">{t('yuan', { price: wanted.settings.price })}</span>
        ) : null}
      </span>
    )
  })
}
