import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { SectionTitle } from '@/components/shell/section-title'
import { State } from '@/components/ui/state'
import { countChannelDrifts } from '@/lib/channels/drift-queries'
import { channelDriftKinds } from '@/lib/channels/drift-schema'
import { formatCount } from '@/lib/format'
import { countDrifts } from '@/lib/grants/drift-queries'
import { driftKinds } from '@/lib/grants/drift-schema'
import { NothingHere } from './nothing-here'

/** What the upstream changed without us, over every account in use. */
export async function DriftCard() {
  const t = await getTranslations('drift')
  const tChannels = await getTranslations('channel-drift')
  const [grants, channels] = await Promise.all([countDrifts(null), countChannelDrifts(null)])
  const found = [
    ...channelDriftKinds.map((kind) => ({
      href: `/drift/channels?kind=${kind}`,
      word: `${tChannels('card.channels')} ${tChannels(`kinds.${kind}`)}`,
      count: channels[kind],
    })),
    ...driftKinds.map((kind) => ({
      href: `/drift?kind=${kind}`,
      word: `${tChannels('card.grants')} ${t(`kinds.${kind}`)}`,
      count: grants[kind],
    })),
  ].filter(({ count }) => count > 0)
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
          {found.map(({ href, word, count }) => (
            <li key={href} className="flex min-h-8 items-center gap-3 border-b border-line-soft">
              <Link href={href as Route} prefetch={false} className="flex flex-1 justify-between">
                <State name="drift">{word}</State>
                <b className="font-medium text-ink">{formatCount(count)}</b>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
