'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import type { RestoreLine } from '@/lib/channels/drift-schema'
import { ChangeRows } from '../../../channels/[channelId]/change-words'
import { useLeftWords } from '../../../channels/[channelId]/versions/[number]/restore/left-list'
import { restoreHref } from '../../../channels/[channelId]/versions/version-hrefs'

/** One channel of the slip: now and after; what stays undone; or why nothing is sent to it. */
export function RestoreChannel({ line, connectionId }: { line: RestoreLine; connectionId: string }) {
  const t = useTranslations('channel-drift.slip')
  const leftWords = useLeftWords()
  const { channelId, name, version, rollback } = line
  const why =
    rollback === null ? t('unread') : rollback.isReady ? null : rollback.changes.length === 0 ? t('same') : t('broken')
  return (
    <section aria-label={name}>
      <h2 className="flex flex-wrap items-baseline gap-x-3 border-t border-ink pt-1.5 pb-1">
        <Link href={`/channels/${channelId}?connection=${connectionId}` as Route} prefetch={false}>
          <span className="font-serif text-16 font-semibold">{name}</span>
        </Link>
        <Mono quiet>{channelId}</Mono>
        <span className="text-12 text-ink-3">{t('version', { version })}</span>
      </h2>
      {why === null ? null : (
        <p className="py-1">
          <State name={rollback?.changes.length === 0 ? 'skipped' : 'blocked'} className="whitespace-normal">
            {why}
          </State>{' '}
          {rollback && rollback.changes.length > 0 ? (
            <Link className="link" href={restoreHref(channelId, connectionId, version)} prefetch={false}>
              {t('alone')}
            </Link>
          ) : null}
        </p>
      )}
      {rollback && rollback.changes.length > 0 ? <ChangeRows changes={rollback.changes} /> : null}
      {rollback?.isReady && rollback.left.length > 0 ? (
        <ul className="text-12 text-orpiment">
          {rollback.left.map((one) => (
            <li key={`${one.rank}.${one.what}.${one.field}`}>{leftWords(one)}</li>
          ))}
        </ul>
      ) : null}
      {rollback?.isReady && rollback.followsDefault ? <p className="text-12 text-orpiment">{t('follows')}</p> : null}
    </section>
  )
}
