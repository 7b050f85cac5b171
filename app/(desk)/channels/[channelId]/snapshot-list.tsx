import { getTranslations } from 'next-intl/server'
import { conditionTypes, rankNames } from '@/lib/channels/form-schema'

type Rank = { enabled?: unknown; type?: unknown }

/** A stored version in two lines: which doors it had. */
export async function SnapshotList({ snapshot }: { snapshot: unknown }) {
  const t = await getTranslations('channels')
  const ranks = (typeof snapshot === 'object' && snapshot !== null ? snapshot : {}) as Record<string, Rank | undefined>
  const word = (rank: Rank | undefined) => {
    if (rank?.enabled !== true) return t('list.off')
    const type = conditionTypes.find((known) => known === rank.type)
    return type ? t(`types.${type}`) : String(rank.type ?? '')
  }
  return (
    <dl className="grid max-w-md grid-cols-[7em_1fr] gap-y-1">
      {rankNames.map((name) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{t(`ranks.${name}`)}</dt>
          <dd>{word(ranks[name])}</dd>
        </div>
      ))}
    </dl>
  )
}
