import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { SectionTitle } from '@/components/shell/section-title'
import { State } from '@/components/ui/state'
import { formatCount } from '@/lib/format'
import { countDrifts } from '@/lib/grants/drift-queries'
import { driftKinds } from '@/lib/grants/drift-schema'
import { NothingHere } from './nothing-here'

/** What the upstream changed without us, over every account in use. */
export async function DriftCard() {
  const t = await getTranslations('drift')
  const counts = await countDrifts(null)
  const found = driftKinds.filter((kind) => counts[kind] > 0)
  return (
    <section aria-label={t('card.title')}>
      <SectionTitle
        actions={
          <Link href={'/drift' as Route} className="link">
            {t('card.all')}
          </Link>
        }
      >
        {t('card.title')}
      </SectionTitle>
      {found.length === 0 ? (
        <NothingHere title={t('card.none')} />
      ) : (
        <ul>
          {found.map((kind) => (
            <li key={kind} className="flex min-h-8 items-center gap-3 border-b border-line-soft">
              <Link href={`/drift?kind=${kind}` as Route} prefetch={false} className="flex flex-1 justify-between">
                <State name="drift">{t(`kinds.${kind}`)}</State>
                <b className="font-medium text-ink">{formatCount(counts[kind])}</b>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
