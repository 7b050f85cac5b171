import 'server-only'
import type { Outcome } from '@/lib/audit/event'
import { recordAlone } from '@/lib/audit/record-alone'
import { connectionTarget, readSecret } from '@/lib/connections/connection-row'
import { type Advice, concernOf, explainUpstream } from '@/lib/connections/explain-error'
import { openConnection } from '@/lib/connections/open-connection'
import type { ConnectionKind } from '@/lib/connections/queries'
import { connectionSchema } from '@/lib/connections/schema'
import { db, sql } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { type Exchange, type UpstreamConnection, UpstreamError } from '@/lib/http'
import { probeAccount as probePolyv } from '@/lib/polyv/probe-account'
import { probeAccount as probeWechat } from '@/lib/wechat/probe-account'
import { defineWrite } from '@/lib/write'

/**
 * - `works`: every call was answered as it should. - `refused`: the upstream said no. - `busy`: it said later.
 * - `unreachable`: no request left this server. - `no_answer`: sent, no trustworthy reply.
 * - `unreadable`: a reply of another shape, so probably not the upstream.
 */
type TestOutcome = 'works' | 'refused' | 'busy' | 'unreachable' | 'no_answer' | 'unreadable'

export type TestResult = {
  outcome: TestOutcome
  endpoint: string
  latencyMs: number
  httpStatus: number | null
  code: string | null
  message: string | null
  rid: string | null
  clockOffsetMs: number | null
  advice: Advice | null
  at: string
}

const probes: Record<ConnectionKind, (connection: UpstreamConnection) => Promise<Exchange[]>> = {
  wechat: probeWechat,
  polyv: probePolyv,
}

const outcomeOf = {
  refused: 'refused',
  unreachable: 'unreachable',
  ambiguous: 'no_answer',
  malformed: 'unreadable',
} as const

/** Only a refusal is a failure; whoever could not be reached may be quite well. */
const recordedOutcome: Record<TestOutcome, Outcome> = {
  works: 'succeeded',
  refused: 'failed',
  busy: 'unknown',
  unreachable: 'unknown',
  no_answer: 'unknown',
  unreadable: 'unknown',
}

/** One real, read-only try of an account with the secret it holds now. */
export const testConnection = defineWrite({
  name: 'connection.test',
  permission: 'connection.write',
  input: connectionSchema,
  target: ({ connectionId }) => connectionTarget({ id: connectionId, name: '' }),
  run: async ({ connectionId }, { actor, requestId }) => {
    const row = await db.connection.findUnique({ where: { id: connectionId } })
    if (!row) return failure('not_found')
    if (readSecret(row) === null) return failure('conflict', { detail: { cause: 'secretUnreadable' } })
    const { connection } = await openConnection(connectionId, { evenDisabled: true })
    const { outcome, exchange, latencyMs } = await probe(connection)
    const { clockOffsetMs, ...upstream } = exchange
    const forgotten = outcome === 'works' ? await forgetBatchRefusal(connection) : null
    await recordAlone({
      phase: 'outcome',
      action: 'connection.test',
      outcome: recordedOutcome[outcome],
      actor,
      requestId,
      target: connectionTarget(row),
      connectionId,
      upstream,
      detail: { result: outcome, latencyMs, clockOffsetMs, ...(forgotten === null ? {} : { chunkLimit: forgotten }) },
    })
    const said = { code: exchange.errcode, message: exchange.errmsg, rid: exchange.rid }
    const result: TestResult = {
      ...said,
      outcome,
      endpoint: exchange.endpoint,
      latencyMs,
      httpStatus: exchange.httpStatus,
      clockOffsetMs,
      advice: outcome === 'refused' ? explainUpstream(connection.kind, said) : null,
      at: new Date().toISOString(),
    }
    return success(result)
  },
})

/**
 * A Polyv account that refused to add many members in one call is asked for it again after a test that went well: it has no
 * size to set by hand. @returns the limit that stood.
 */
async function forgetBatchRefusal({ id, kind }: UpstreamConnection): Promise<number | null> {
  if (kind !== 'polyv') return null
  const [held] = await sql<{ chunk_limit: number | null }>(
    `update connection set chunk_limit = null from (select id as held_id, chunk_limit as held_limit from connection where id = $1 for update) held
      where id = held_id and held_limit is not null returning held_limit as chunk_limit`,
    [id],
  )
  return held?.chunk_limit ?? null
}

async function probe(
  connection: UpstreamConnection,
): Promise<{ outcome: TestOutcome; exchange: Exchange; latencyMs: number }> {
  try {
    const exchanges = await probes[connection.kind](connection)
    const exchange = exchanges.at(-1)
    if (!exchange) throw new Error('the probe made no call')
    return { outcome: 'works', exchange, latencyMs: exchanges.reduce((sum, { latencyMs }) => sum + latencyMs, 0) }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    const { exchange } = error
    const said = { code: exchange.errcode, message: exchange.errmsg }
    const isBusy = exchange.errcode !== null && concernOf(connection.kind, said) === 'passing'
    return { outcome: isBusy ? 'busy' : outcomeOf[error.kind], exchange, latencyMs: exchange.latencyMs }
  }
}
