import { getTranslations } from 'next-intl/server'
import { pathText, valueText } from '@/components/audit/value-text'
import { listFields } from '@/lib/audit/changes-schema'
import { deedWord, describeEvent } from '@/lib/audit/describe'
import type { PeekView } from '@/lib/audit/overview-schema'
import type { EventRecord } from '@/lib/audit/schema'
import { formatDateTime } from '@/lib/format'
import { getRowWords } from './row-words'
import { auditHref } from './search-params'

const MOST_CHANGES = 12

/** An event in the reader's words, for a look without leaving the list. */
export async function toPeek(event: EventRecord): Promise<PeekView> {
  const [t, words] = await Promise.all([getTranslations('audit'), getRowWords()])
  const { parts, evidence, state } = describeEvent(event, words.locale)
  const changes = listFields(event.before, event.after).filter(({ isChanged }) => isChanged)
  const target = `${t(`targetType.${event.target.type}`)} ${event.target.id}`
  const fact = (label: string, value: string | null | undefined, more: { href?: string; isMono?: boolean } = {}) =>
    value ? [{ label, value, ...more }] : []
  return {
    id: event.id,
    said: parts.map(({ kind, text }) => (kind === 'text' ? text : [kind === 'actor' ? 'b' : 'u', text])),
    state: { name: state.name, word: words.state(state) },
    proof: evidence,
    when: `${formatDateTime(event.occurredAt, 'milli')} ${words.beijing}`,
    utc: t('event.utc', { time: event.occurredAt.replace('T', ' ').replace('Z', '') }),
    facts: [
      ...fact(t('event.who'), event.actor.name, { href: auditHref({ actor: event.actor.id }) }),
      ...fact(t('event.action'), deedWord(event.action, words.locale)),
      ...fact(t('event.target'), target, { href: auditHref({ target: `${event.target.type}:${event.target.id}` }) }),
      ...fact(t('event.reason'), event.reason),
      ...fact(t('event.ip'), event.ip, { isMono: true, href: auditHref({ ip: event.ip ?? '' }) }),
      ...fact(t('event.endpoint'), event.upstream?.endpoint, { isMono: true }),
      ...fact(t('event.answer'), [event.upstream?.errcode, event.upstream?.errmsg].filter(Boolean).join(' ')),
      ...fact('rid', event.upstream?.rid, { isMono: true }),
      ...fact(t('event.request'), event.requestId, { isMono: true }),
      ...fact(t('event.sequence'), event.seq, { isMono: true }),
      ...fact(t('event.rowHash'), `${event.rowHash.slice(0, 8)}…${event.rowHash.slice(-8)}`, { isMono: true }),
    ],
    changes: changes.slice(0, MOST_CHANGES).map(({ path, before, after }) => ({
      label: pathText(path, t),
      before: valueText(path, before, t),
      after: valueText(path, after, t),
    })),
    changedCount: changes.length,
    receipt: event.operation?.number ?? null,
  }
}
