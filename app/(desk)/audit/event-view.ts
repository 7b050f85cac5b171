import { getTranslations } from 'next-intl/server'
import { toChangeRows } from '@/components/audit/change-rows'
import { asRecord } from '@/lib/audit/changes-schema'
import { deedWord, describeEvent, nameOfActor } from '@/lib/audit/describe'
import type { EventFact, EventView } from '@/lib/audit/event-view-schema'
import type { EventRecord } from '@/lib/audit/schema'
import { writeTarget } from '@/lib/audit/target-id'
import { formatDateTime } from '@/lib/format'
import type { AppLocale } from '@/lib/i18n/locales'
import { getRowWords } from './row-words'
import { auditHref } from './search-params'

/** Where an event is shown: its page, the drawer beside the list, or outside, where nothing leads further. */
type EventFrame = 'page' | 'drawer' | 'outside'

const MOST_IN_DRAWER = 12

/** An event in the reader's words. What is not known has no line. */
export async function toEventView(event: EventRecord, frame: EventFrame): Promise<EventView> {
  const [t, tPage, words] = await Promise.all([getTranslations('audit'), getTranslations('eventPage'), getRowWords()])
  const { parts, evidence, state } = describeEvent(event, words.locale)
  const changes = toChangeRows(event.before, event.after, t)
  const changed = changes.filter(({ isChanged }) => isChanged)
  const isOutside = frame === 'outside'
  const reason = event.reason ?? (isOutside ? null : event.operation?.reason)
  const ticket = isOutside ? null : asRecord(event.detail)?.ticket
  return {
    id: event.id,
    parts,
    state: { name: state.name, word: words.state(state) },
    // The reason of the event itself is the last of its evidence, and stands on its own here.
    evidence: event.reason === null ? evidence : evidence.slice(0, -1),
    when: {
      iso: event.occurredAt,
      text: `${formatDateTime(event.occurredAt, 'milli')} ${words.beijing}`,
      utc: t('event.utc', { time: event.occurredAt.replace('T', ' ').replace('Z', '') }),
    },
    reason: reason
      ? { text: reason, ticket: typeof ticket === 'string' ? tPage('ticketShown', { ticket }) : null }
      : null,
    facts: await listFacts(event, frame, words.locale),
    changes: frame === 'page' ? changes : changed.slice(0, frame === 'drawer' ? MOST_IN_DRAWER : changed.length),
    changedCount: changed.length,
    receipt: event.operation?.number ?? null,
    isUnderWay: event.outcome === 'pending' && event.operation !== null && event.operation.state !== 'done',
  }
}

async function listFacts(event: EventRecord, frame: EventFrame, locale: AppLocale): Promise<EventFact[]> {
  const [t, tShell] = await Promise.all([getTranslations('audit'), getTranslations('shell')])
  const { actor, actorRole, target, upstream } = event
  const targetText = `${t(`targetType.${target.type}`)} ${target.name}`
  if (frame === 'outside') return [{ label: t('event.target'), text: targetText, mono: target.id }]
  // Roles are kept as they were named at the time; one that no longer exists keeps its stored name.
  const role = tShell.has(`role.${actorRole}` as 'role.admin') ? tShell(`role.${actorRole}` as 'role.admin') : actorRole
  const mono = (
    label: string,
    value: string | number | null | undefined,
    more: Partial<EventFact> = {},
  ): EventFact[] =>
    value === null || value === undefined || value === '' ? [] : [{ label, mono: String(value), ...more }]
  const isPage = frame === 'page'
  const answer = [upstream?.errcode, upstream?.errmsg].filter(Boolean).join(' ')
  return [
    {
      label: t('event.who'),
      text: actor.type === 'person' ? `${actor.name} ${role}` : nameOfActor(actor, locale),
      mono: actor.id,
      href: auditHref({ actor: actor.id }),
    },
    {
      label: t('event.target'),
      text: targetText,
      mono: target.id,
      // A noted event is opened itself; anything else leads to all that happened to it.
      href: target.type === 'event' ? `/audit/${target.id}` : auditHref({ target: writeTarget(event) }),
    },
    ...mono(t('event.receipt'), event.operation && `R-${event.operation.number}`, {
      href: `/operations/R-${event.operation?.number}`,
    }),
    {
      label: t('event.action'),
      text: t('event.actionText', { deed: deedWord(event.action, locale), phase: t(`phase.${event.phase}`) }),
      mono: event.action,
    },
    ...mono(t('event.ip'), event.ip, { href: auditHref({ ip: event.ip ?? '' }) }),
    ...(isPage && event.userAgent ? [{ label: t('event.userAgent'), text: event.userAgent }] : []),
    ...mono(t('event.session'), isPage ? event.sessionPrint : null),
    // The page has sections of their own for what the upstream said and for the place in the log.
    ...mono(t('event.endpoint'), isPage ? null : upstream?.endpoint),
    ...(isPage || answer === '' ? [] : [{ label: t('event.answer'), text: answer }]),
    ...mono('rid', isPage ? null : upstream?.rid),
    ...mono(t('event.request'), event.requestId),
    ...mono(t('event.eventId'), isPage ? event.id : null),
    ...mono(t('event.sequence'), isPage ? null : event.seq),
    ...mono(t('event.rowHash'), isPage ? null : `${event.rowHash.slice(0, 8)}…${event.rowHash.slice(-8)}`),
  ]
}
