import { getTranslations } from 'next-intl/server'
import { formatCount, formatShortDateTime } from '@/lib/format'
import { readIntegrity } from '@/lib/integrity/queries'
import { listPeople } from '@/lib/people/queries'
import { listSinks } from '@/lib/streaming/queries'
import type { NeedSource } from './need'

const SEAL_LATE_MS = 60_000

/** Whether the log is sealed and its latest verification held. */
export const integrityNeeds: NeedSource = async () => {
  const t = await getTranslations('today.needs.integrity')
  const { seal, verifications } = await readIntegrity()
  const latest = verifications.find(({ result }) => result !== null)
  const look = { href: '/audit/integrity', action: t('look') }
  return [
    ...(latest?.result?.firstBad
      ? [
          {
            key: 'verification',
            state: 'failed' as const,
            title: t('broken'),
            detail: latest.finishedAt ? t('found', { time: formatShortDateTime(latest.finishedAt) }) : undefined,
            ...look,
          },
        ]
      : []),
    ...(seal.oldestUnsealedMs > SEAL_LATE_MS
      ? [
          {
            key: 'seal',
            state: 'warning' as const,
            title: t('unsealed', { minutes: formatCount(Math.floor(seal.oldestUnsealedMs / 60_000)) }),
            detail: t('unsealedText'),
            ...look,
          },
        ]
      : []),
  ]
}

/** Places the log is sent on to that no longer take it. */
export const streamNeeds: NeedSource = async () => {
  const t = await getTranslations('today.needs.stream')
  return (await listSinks())
    .filter((sink) => sink.state !== 'off' && (sink.state === 'failed' || sink.failingSince !== null))
    .map((sink) => ({
      key: `sink ${sink.id}`,
      state: sink.state === 'failed' ? ('failed' as const) : ('warning' as const),
      title: t(sink.state === 'failed' ? 'stopped' : 'failing', { name: sink.name }),
      detail: [
        ...(sink.failingSince ? [t('since', { time: formatShortDateTime(sink.failingSince) })] : []),
        t('waiting', { count: formatCount(sink.waiting) }),
      ].join(t('comma')),
      href: '/settings/streaming',
      action: t('look'),
    }))
}

/** People who were invited and are not in yet. */
export const peopleNeeds: NeedSource = async () => {
  const t = await getTranslations('today.needs.people')
  const people = await listPeople()
  const [invited, expired] = [
    people.filter(({ state }) => state === 'invited'),
    people.filter(({ state }) => state === 'link_expired'),
  ]
  return [
    ...(expired.length > 0
      ? [
          {
            key: 'expired',
            state: 'warning' as const,
            title: t('expired', { count: expired.length }),
            detail: expired
              .slice(0, 3)
              .map(({ name }) => name)
              .join(t('comma')),
            href: '/settings/people',
            action: t('renew'),
          },
        ]
      : []),
    ...(invited.length > 0
      ? [
          {
            key: 'invited',
            state: 'queued' as const,
            title: t('invited', { count: invited.length }),
            detail: invited
              .slice(0, 3)
              .map(({ name }) => name)
              .join(t('comma')),
            href: '/settings/people',
            action: t('look'),
          },
        ]
      : []),
  ]
}
