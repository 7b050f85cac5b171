'use client'
import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { State } from '@/components/ui/state'
import type { RollbackView } from '@/lib/channels/versions-schema'
import { useVersionWords } from '../../use-version-words'

/** The rules of a save, applied to the state that would come back. */
export function RestoreChecks({ rollback }: { rollback: RollbackView }) {
  const t = useTranslations('versions.checks')
  const tErrors = useTranslations('channels.errors')
  const words = useVersionWords()
  const broken = Object.entries(rollback.fieldErrors)
  return (
    <section>
      <SectionTitle>{t('title')}</SectionTitle>
      <ul className="grid gap-1">
        {broken.map(([path, key]) => (
          <li key={path}>
            <State name="failed" className="whitespace-normal">
              {t('broken', { place: placeOf(path, words.place), problem: tErrors(key as 'required') })}
            </State>
          </li>
        ))}
        {broken.length === 0 ? (
          <li>
            <State name="verified" className="whitespace-normal">
              {t('rules')}
            </State>
          </li>
        ) : (
          <li className="text-ink-2">{t('stopped')}</li>
        )}
        {rollback.followsDefault ? (
          <li>
            <State name="warning" className="whitespace-normal">
              {t('follows')}
            </State>
          </li>
        ) : null}
        <li className="text-12 text-ink-3">{t('again')}</li>
      </ul>
    </section>
  )
}

/** `primary.drafts.pay.until` → the rank and the field, in words; rows of a registration by their list. */
function placeOf(path: string, place: (of: { rank: 'primary' | 'secondary'; path: string }) => string): string {
  const [rank, ...rest] = path.split('.').filter((part) => part !== 'drafts')
  const field = rest[1] === 'fields' ? 'info.fields' : rest.slice(0, 2).join('.')
  return place({ rank: rank === 'secondary' ? 'secondary' : 'primary', path: field })
}
