import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import type { EventPlace } from '@/lib/audit/place'
import type { EventRecord } from '@/lib/audit/schema'
import { formatCount, formatDateTime } from '@/lib/format'
import { Part } from './event-content'

/** Where the event stands in the sealed log, and how to check that without us. */
export function EventPlaceFacts({ event, place }: { event: EventRecord; place: EventPlace | null }) {
  const t = useTranslations('eventPage.place')
  return (
    <Part title={t('title')} link={{ href: '/audit/integrity', text: t('about') }}>
      <dl className="grid grid-cols-[64px_minmax(0,1fr)] gap-x-3 gap-y-1 text-12 [&_dt]:text-ink-3">
        <dt>{t('state')}</dt>
        <dd>
          {place ? (
            <State name="verified">{t('sealed', { leaf: formatCount(place.leafNo + 1) })}</State>
          ) : (
            <State name="queued">{t('waiting')}</State>
          )}
        </dd>
        {place ? (
          <>
            <dt>{t('head')}</dt>
            <dd>
              {t('headValue', {
                batch: formatCount(place.batchNo + 1),
                when: formatDateTime(place.sealedAt, 'second'),
              })}
            </dd>
            <dt>{t('key')}</dt>
            <dd>
              <Mono>{place.keyId}</Mono>
            </dd>
          </>
        ) : null}
        <dt>{t('sequence')}</dt>
        <dd>
          <Mono>{event.seq}</Mono>
        </dd>
        <dt>{t('digest')}</dt>
        <dd className="break-all">
          <Mono>{event.rowHash}</Mono>
        </dd>
      </dl>
      {place ? (
        <p className="mt-2 flex flex-wrap gap-x-4 text-12">
          <a href={`/api/audit/events/${event.id}/proof`} download>
            {t('proof')}
          </a>
          <a href="/verify-proof.mjs" download>
            {t('script')}
          </a>
          <Link href={'/audit/integrity' as Route} prefetch={false}>
            {t('keys')}
          </Link>
        </p>
      ) : null}
    </Part>
  )
}
