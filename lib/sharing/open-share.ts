import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import type { RequestFacts } from '@/lib/auth/request-facts'
import { describeAttempt, reserveAttempt } from '@/lib/auth/throttle'
import { inTransaction, sql } from '@/lib/db'
import { type ShareSubject, VIEWS_AN_HOUR } from '@/lib/sharing/schema'
import { hashShareToken, isShareToken } from '@/lib/sharing/share-token'

export type OpenShare = { id: string; subject: ShareSubject; showsNames: boolean; expiresAt: string }
type ShareDoor = { state: 'open'; share: OpenShare } | { state: 'closed' } | { state: 'busy'; waitSeconds: number }

type Row = {
  id: string
  subject_type: ShareSubject['type']
  subject_id: string
  subject_name: string
  shows_names: boolean
  expires_at: Date
  is_open: boolean
}

/**
 * Whether a token opens its share now. A look is counted and recorded with its address. A token nobody made, one that has
 * expired and one that was taken back are told apart by nobody outside; who tries many is told to wait, and a right one
 * opens all the same.
 */
export async function openShare(token: string, part: 'page' | 'proof', facts: RequestFacts): Promise<ShareDoor> {
  const [share] = isShareToken(token)
    ? await sql<Row>(
        `select id, subject_type, subject_id, subject_name, shows_names, expires_at,
                revoked_at is null and expires_at > clock_timestamp() as is_open
           from share where token_hash = $1`,
        [hashShareToken(token)],
      )
    : []
  if (!share?.is_open) {
    const { address } = describeAttempt(null, facts.ip)
    const { waitSeconds } = await reserveAttempt({ account: null, address: `share:${address}` })
    return waitSeconds ? { state: 'busy', waitSeconds } : { state: 'closed' }
  }
  const waitSeconds = await recordView(share, part, facts)
  if (waitSeconds !== null) return waitSeconds === 0 ? { state: 'closed' } : { state: 'busy', waitSeconds }
  return {
    state: 'open',
    share: {
      id: share.id,
      subject: { type: share.subject_type, id: share.subject_id },
      showsNames: share.shows_names,
      expiresAt: share.expires_at.toISOString(),
    },
  }
}

/** Null when it may be looked at; else the seconds to wait, or 0 when it was closed this very moment. */
const recordView = (share: Row, part: 'page' | 'proof', facts: RequestFacts): Promise<number | null> =>
  inTransaction(async (sql) => {
    const [seen] = await sql<{ views: number; wait_seconds: number }>(
      `update share
          set window_views = case when window_start_at < clock_timestamp() - interval '1 hour' then 1 else window_views + 1 end,
              window_start_at = case when window_start_at < clock_timestamp() - interval '1 hour' then clock_timestamp() else window_start_at end
        where id = $1 and revoked_at is null and expires_at > clock_timestamp()
        returning window_views as views,
                  ceil(extract(epoch from window_start_at + interval '1 hour' - clock_timestamp()))::int as wait_seconds`,
      [share.id],
    )
    if (!seen) return 0
    if (seen.views > VIEWS_AN_HOUR) return Math.max(1, seen.wait_seconds)
    if (part === 'page')
      await sql('update share set views = views + 1, last_viewed_at = clock_timestamp() where id = $1', [share.id])
    await recordEvent(sql, {
      phase: 'read',
      action: 'share.view',
      outcome: 'succeeded',
      actor: strangerOf(facts),
      requestId: facts.requestId,
      target: { type: 'share', id: share.id, name: share.subject_name },
      ...(share.subject_type === 'operation' ? { operationId: share.subject_id } : {}),
      detail: { part, subject: { type: share.subject_type, id: share.subject_id } },
    })
    return null
  })

const strangerOf = (facts: RequestFacts): Actor => ({
  type: 'anonymous',
  id: 'anonymous',
  name: '',
  role: 'none',
  sessionPrint: null,
  ip: facts.ip,
  userAgent: facts.userAgent,
})
