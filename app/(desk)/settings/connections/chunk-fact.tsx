import { useTranslations } from 'next-intl'
import type { Account } from '@/lib/connections/account'
import { Parts } from './fact'

/** How many dramas one call carries, and why not more. */
export function ChunkFact({ chunk }: { chunk: Account['chunk'] }) {
  const t = useTranslations('connections.chunk')
  const wanted = chunk.chosen ?? chunk.usual
  return (
    <>
      <Parts>
        <span>{t('size', { size: String(chunk.size) })}</span>
        <span className="text-ink-3">{t(chunk.chosen === null ? 'usual' : 'chosen')}</span>
      </Parts>
      {chunk.limit !== null && chunk.limit < wanted ? (
        <p className="text-orpiment">{t('limited', { wanted: String(wanted), limit: String(chunk.limit) })}</p>
      ) : null}
    </>
  )
}
