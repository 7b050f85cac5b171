import 'server-only'
import type { Facts, Reading, Right } from '@/lib/diagnose/facts-schema'
import { type AnswerKey, type Check, checkNames, type Fixer, type Ladder, type Values } from '@/lib/diagnose/schema'
import { formatDate, formatDateTime } from '@/lib/format'

const DAY_MS = 86_400_000
const SOON_DAYS = 7

type Said = Pick<Check, 'status' | 'detail'> & { values?: Values }
type Failure = { answer: AnswerKey; fixer: Fixer; values?: Values }

const isLive = (right: Right, now: number): boolean => right.expiresAt === null || right.expiresAt > now
const foundIn = <T>(reading: Reading<T>): T | undefined => (reading.isRead ? reading.value : undefined)
const unread = (reading: { why: string }): Said => ({
  status: 'unknown',
  detail: 'unread',
  values: { why: reading.why },
})
const none = (detail: string, values: Values = {}): Said => ({ status: 'none', detail, values })

/**
 * The eight checks and what follows from them. What could not be read is unknown: it never fails a check, and never lets
 * the whole pass when it decides.
 */
export function judgeLadder(facts: Facts): Ladder {
  const said: Record<Check['name'], Said> = {
    exists: judgeExistence(facts),
    passed: judgeAudit(facts),
    playable: judgePlayback(facts),
    dramaGrant: judgeDramaGrant(facts),
    accountGrant: judgeRight(facts.accountGrant, facts.now),
    copyright: judgeCopyright(facts),
    expiry: judgeExpiry(facts),
    category: judgeCategory(facts),
  }
  const checks = checkNames.map((name): Check => ({ name, values: {}, ...said[name] }))
  const failed = checks.find((check) => check.status === 'failed')
  if (failed) {
    const { answer, fixer, values } = explainFailure(failed, facts)
    return { verdict: 'blocked', answer, fixer, values: values ?? {}, checks }
  }
  const deciding = checks.filter(({ name }) => name !== 'copyright' && name !== 'category')
  const open = deciding.filter((check) => check.status === 'unknown').length
  const holds = said.expiry.status === 'passed'
  if (holds && said.passed.status === 'passed' && said.playable.status === 'passed') {
    return { verdict: 'plays', answer: 'plays', fixer: null, values: { ...said.expiry.values }, checks }
  }
  return { verdict: 'undecided', answer: 'undecided', fixer: null, values: { count: Math.max(1, open) }, checks }
}

function judgeExistence({ drama }: Facts): Said {
  if (!drama.isRead) return unread(drama)
  return drama.value === null ? { status: 'failed', detail: 'notFound' } : { status: 'passed', detail: 'ours' }
}

function judgeAudit({ drama }: Facts): Said {
  if (!drama.isRead) return unread(drama)
  if (drama.value === null) return none('noDrama')
  const { auditState, auditedAt } = drama.value
  if (auditState === 'unknown') return { status: 'unknown', detail: 'notStated' }
  if (auditState !== 'passed') return { status: 'failed', detail: `audit.${auditState}` }
  return auditedAt === null
    ? { status: 'passed', detail: 'audit.passed' }
    : { status: 'passed', detail: 'audit.passedOn', values: { date: formatDate(auditedAt) } }
}

function judgePlayback({ drama }: Facts): Said {
  if (!drama.isRead) return unread(drama)
  if (drama.value === null) return none('noDrama')
  const { playState, episodeCount } = drama.value
  if (playState === 'unknown') return { status: 'unknown', detail: 'notStated' }
  if (playState !== 'playable') return { status: 'failed', detail: `play.${playState}` }
  return { status: 'passed', detail: 'play.playable', values: { count: episodeCount ?? 0 } }
}

function untilOf(right: Right, now: number): Said {
  if (right.expiresAt === null) return { status: 'passed', detail: 'permanent', values: { date: '' } }
  const values = { date: formatDateTime(right.expiresAt) }
  const days = Math.floor((right.expiresAt - now) / DAY_MS)
  return days < SOON_DAYS
    ? { status: 'passed', detail: 'soon', values: { ...values, days } }
    : { status: 'passed', detail: 'until', values }
}

function judgeRight(reading: Reading<Right | null>, now: number): Said {
  if (!reading.isRead) return unread(reading)
  if (reading.value === null) return none('absent')
  if (!isLive(reading.value, now)) return none('lapsedOn', { date: formatDateTime(reading.value.expiresAt ?? now) })
  return untilOf(reading.value, now)
}

/** Missing matters only when no account-level grant stands in for it. */
function judgeDramaGrant(facts: Facts): Said {
  const { dramaGrant, accountGrant, now } = facts
  if (!dramaGrant.isRead || dramaGrant.value !== null) return judgeRight(dramaGrant, now)
  if (!accountGrant.isRead) return none('absent')
  if (accountGrant.value === null) return { status: 'failed', detail: 'absent' }
  return none(isLive(accountGrant.value, now) ? 'coveredByAccount' : 'absent')
}

/** It lets a partner submit a drama under its own name and has no bearing on playing it. */
function judgeCopyright({ copyright, now }: Facts): Said {
  if (!copyright.isRead) return unread(copyright)
  if (copyright.value === null) return none('noCopyright')
  return isLive(copyright.value, now) ? untilOf(copyright.value, now) : none('noCopyright')
}

function judgeExpiry({ dramaGrant, accountGrant, now }: Facts): Said {
  const held = [foundIn(dramaGrant), foundIn(accountGrant)].filter((right): right is Right => Boolean(right))
  const live = held.filter((right) => isLive(right, now))
  const longest = live.reduce<Right | null>(
    (best, right) => (best === null || endOf(right) > endOf(best) ? right : best),
    null,
  )
  if (longest) return untilOf(longest, now)
  const missed = [dramaGrant, accountGrant].find((reading) => !reading.isRead)
  if (missed && !missed.isRead) return unread(missed)
  if (held.length === 0) return none('noRight')
  const last = held.reduce((best, right) => (endOf(right) > endOf(best) ? right : best))
  return { status: 'failed', detail: 'lapsedOn', values: { date: formatDateTime(endOf(last)) } }
}

const endOf = (right: Right): number => right.expiresAt ?? Number.POSITIVE_INFINITY

/** WeChat has no question for it: only what it did with grants tells. */
function judgeCategory({ categoryRefusedAt, grantTakenAt }: Facts): Said {
  if (categoryRefusedAt !== null && (grantTakenAt === null || grantTakenAt <= categoryRefusedAt)) {
    return { status: 'failed', detail: 'categoryRefused', values: { date: formatDateTime(categoryRefusedAt) } }
  }
  if (grantTakenAt !== null)
    return { status: 'passed', detail: 'categoryTaken', values: { date: formatDate(grantTakenAt) } }
  return { status: 'unknown', detail: 'noRecord' }
}

function explainFailure(failed: Check, facts: Facts): Failure {
  const { drama, attempt } = facts
  const state = foundIn(drama)
  switch (failed.name) {
    case 'exists':
      return { answer: 'notFound', fixer: 'you' }
    case 'passed':
      return state?.auditState === 'in_review'
        ? { answer: 'inReview', fixer: 'wait' }
        : { answer: 'reviewFailed', fixer: 'you' }
    case 'playable':
      if (state?.playState === 'in_review') return { answer: 'inReview', fixer: 'wait' }
      return state?.playState === 'taken_down'
        ? { answer: 'takenDown', fixer: 'you' }
        : { answer: 'reviewFailed', fixer: 'you' }
    case 'dramaGrant':
      if (attempt?.isOpen) return { answer: 'noGrantRunning', fixer: 'wait' }
      if (judgeCategory(facts).status === 'failed') {
        return {
          answer: 'noGrantCategory',
          fixer: 'partner',
          values: { date: formatDateTime(facts.categoryRefusedAt ?? facts.now) },
        }
      }
      return attempt?.isRefused
        ? { answer: 'noGrantRefused', fixer: 'you', values: { code: attempt.code ?? '' } }
        : { answer: 'noGrant', fixer: 'you' }
    case 'expiry':
      return { answer: 'lapsed', fixer: 'you', values: failed.values }
    default:
      return { answer: 'categoryMissing', fixer: 'partner', values: failed.values }
  }
}
