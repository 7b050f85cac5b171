'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { whitelistLimits } from '@/lib/channels/whitelist-schema'
import { formatCount } from '@/lib/format'
import type { MemberSelection } from './use-member-selection'

type Props = { selection: MemberSelection; onDo: (kind: 'reveal' | 'remove') => void }

/** What can be done with those who are ticked; each opens a dialog that says what will happen. */
export function SelectionBar({ selection, onDo }: Props) {
  const t = useTranslations('whitelist.selection')
  const count = selection.members.size
  if (count === 0 && !selection.isReading) return null
  const { removedAtOnce, revealedAtOnce } = whitelistLimits
  const note = selection.isFailed
    ? t('failed')
    : count > removedAtOnce
      ? t('most', { most: formatCount(removedAtOnce), shown: formatCount(revealedAtOnce) })
      : ''
  return (
    <div className="sticky bottom-0 z-10 -mx-6 flex flex-wrap items-center gap-x-4 gap-y-2 bg-surface px-6 py-2.5 shadow-lift max-tablet:bottom-(--foot) max-tablet:-mx-4 max-tablet:px-4">
      <b role="status" className="font-medium">
        {selection.isReading ? t('reading') : t('chosen', { count: formatCount(count) })}
      </b>
      <Button variant="ghost" size="sm" onClick={selection.clear}>
        {t('clear')}
      </Button>
      <span role="alert" className="text-12 text-orpiment">
        {note}
      </span>
      <span className="ml-auto flex gap-2">
        <Button icon="eye" disabled={selection.isReading || count > revealedAtOnce} onClick={() => onDo('reveal')}>
          {t('reveal')}
        </Button>
        <Button
          variant="danger"
          icon="trash"
          disabled={selection.isReading || count > removedAtOnce}
          onClick={() => onDo('remove')}
        >
          {t('remove', { count: formatCount(count) })}
        </Button>
      </span>
    </div>
  )
}
