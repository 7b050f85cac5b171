import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Mono } from '@/components/ui/mono'
import type { LoadedChannel } from '@/lib/channels/queries'
import type { UpstreamTrouble } from '@/lib/channels/upstream-failure'
import { formatDateTime } from '@/lib/format'
import { ReloadLink } from './reload-link'
import { SnapshotList } from './snapshot-list'

export async function MissingChannel({ account, trouble }: { account: string; trouble?: UpstreamTrouble }) {
  const t = await getTranslations('channels.missing')
  return (
    <PageBody>
      <ErrorPanel isPage title={t('title')} action={<ButtonLink href={'/channels' as Route}>{t('back')}</ButtonLink>}>
        <p>{t('text', { account })}</p>
        {trouble ? <TechnicalDetails trouble={trouble} /> : null}
      </ErrorPanel>
    </PageBody>
  )
}

type Unreadable = Extract<LoadedChannel, { state: 'unreadable' }>

/** Editing is locked; the last version we know is shown, dated. */
export async function UnreadableChannel({ loaded }: { loaded: Unreadable }) {
  const t = await getTranslations('channels')
  const tPolyv = await getTranslations('polyv.errors')
  const { trouble, lastVersion } = loaded
  const why =
    trouble.key === 'unreachable'
      ? t('trouble.unreachable')
      : tPolyv(trouble.key as 'refused', { field: trouble.field ?? '' })
  return (
    <PageBody>
      <ErrorPanel title={t('unreadable.title')} action={<ReloadLink label={t('unreadable.retry')} />}>
        <p>{why}</p>
        <p>{t('unreadable.text')}</p>
        <TechnicalDetails trouble={trouble} />
      </ErrorPanel>
      {lastVersion ? (
        <section className="mt-6">
          <h2 className="mb-2 font-serif text-16 font-semibold">
            {t('unreadable.last', { number: lastVersion.number, time: formatDateTime(lastVersion.createdAt) })}
          </h2>
          <SnapshotList snapshot={lastVersion.snapshot} />
        </section>
      ) : null}
    </PageBody>
  )
}

export async function TechnicalDetails({ trouble }: { trouble: UpstreamTrouble }) {
  const t = await getTranslations('channels.unreadable')
  return (
    <p className="mt-2 text-12 text-ink-3">
      {t('details')} <Mono>{[trouble.code, trouble.message, trouble.rid].filter(Boolean).join('  ')}</Mono>
    </p>
  )
}
