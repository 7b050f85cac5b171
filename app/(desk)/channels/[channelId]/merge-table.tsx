'use client'
import { useTranslations } from 'next-intl'
import { RadioGroup } from '@/components/ui/radio-group'
import { rankNames } from '@/lib/channels/form-schema'
import { type MergeRow, type MergeSide, mergeKey } from '@/lib/channels/merge-schema'
import { useChangeWords } from './change-words'

type Props = {
  rows: readonly MergeRow[]
  sideOf: (row: MergeRow) => MergeSide | null
  onChoose: (row: MergeRow, side: MergeSide) => void
}

/** One section a door, one row a value: what it was, what each side made of it, and which of the two will stand. */
export function MergeTable({ rows, sideOf, onChoose }: Props) {
  const t = useTranslations('merge')
  const tChannels = useTranslations('channels')
  if (rows.length === 0) return <p className="text-ink-2">{t('hidden')}</p>
  return rankNames.map((rank) => {
    const own = rows.filter((row) => row.rank === rank)
    if (own.length === 0) return null
    return (
      <section key={rank} aria-label={tChannels(`ranks.${rank}`)}>
        <h3 className="border-b border-ink pb-1 font-serif text-16 font-semibold">{tChannels(`ranks.${rank}`)}</h3>
        <ul>
          {own.map((row) => (
            <MergeLine key={mergeKey(row)} row={row} side={sideOf(row)} onChoose={(side) => onChoose(row, side)} />
          ))}
        </ul>
      </section>
    )
  })
}

type LineProps = { row: MergeRow; side: MergeSide | null; onChoose: (side: MergeSide) => void }

function MergeLine({ row, side, onChoose }: LineProps) {
  const t = useTranslations('merge')
  const words = useChangeWords()
  const name = words.field(row.path)
  return (
    <li
      className="grid gap-x-4 gap-y-1 border-b border-line-soft py-2 tablet:grid-cols-[8.5em_minmax(0,1fr)]"
      data-merge={row.path}
    >
      <div>
        <p className="font-medium">{name}</p>
        <p className="text-12 text-ink-3">{t('was', { value: words.value(row.base) })}</p>
      </div>
      {row.needsChoice ? (
        <RadioGroup<MergeSide>
          ariaLabel={t('choose', { field: name })}
          value={side}
          onValueChange={onChoose}
          stacked
          options={[
            { value: 'mine', label: <Side word={t('mine')} text={words.value(row.mine)} /> },
            { value: 'theirs', label: <Side word={t('theirs')} text={words.value(row.theirs)} /> },
          ]}
        />
      ) : (
        <div className="min-w-0">
          <Side
            word={t(row.decision === 'theirs' ? 'theirs' : 'mine')}
            text={words.value(row.decision === 'theirs' ? row.theirs : row.mine)}
          />
          <p className="text-12 text-ink-3">{t(row.isIdle ? 'idle' : `decided.${row.decision}`)}</p>
        </div>
      )}
    </li>
  )
}

function Side({ word, text }: { word: string; text: string }) {
  return (
    <span className="grid grid-cols-[6.5em_minmax(0,1fr)] gap-x-2">
      <span className="text-ink-3">{word}</span>
      <span className="[overflow-wrap:anywhere]">{text}</span>
    </span>
  )
}
