import 'server-only'
import { findDramas, freshenCatalogue } from '@/lib/dramas/queries'
import { obstacleOf } from '@/lib/dramas/schema'
import { toSendResult } from '@/lib/grants/answers'
import { toSeconds } from '@/lib/grants/classify-cell'
import { chunkByLicensee, noteMissingCategory } from '@/lib/grants/driver'
import { storeSettledGrants } from '@/lib/grants/grant-store'
import { cellOf, heldIn, intentOf } from '@/lib/grants/intent'
import { FLOOR_MS } from '@/lib/grants/schema'
import { UpstreamError } from '@/lib/http'
import { findLicensees } from '@/lib/licensees/queries'
import type {
  ItemAnswer,
  LedgerItem,
  OperationContext,
  OperationDriver,
  ReadBack,
  Recheck,
  SendResult,
} from '@/lib/operations/driver'
import type { OpenCall } from '@/lib/operations/open-call'
import { authorizeDramas } from '@/lib/wechat/authorize-dramas'
import { deauthorizeDramas } from '@/lib/wechat/deauthorize-dramas'
import { alreadyRevoked } from '@/lib/wechat/errors'
import { getAuthorizeObjects } from '@/lib/wechat/get-authorize-objects'

const CATEGORY_MISSING = '10090038'
const CATALOGUE_AGE_MS = 5 * 60_000

/**
 * Revokes a grant and grants it anew, for an upstream that leaves an existing grant as it is. Each chunk is granted again
 * right after it was revoked. It may run any number of times: what it finds revoked is only granted, what it finds as
 * intended is left alone.
 */
export const replaceDriver: OperationDriver = {
  action: 'drama.replace',
  connectionKind: 'wechat',
  chunk: chunkByLicensee,
  recheck,
  send,
  readBack,

  settle: async (sql, context, settled) => {
    const read = settled.filter(({ verdict, after }) => verdict !== 'unknown' || heldIn(after) !== null)
    const grants = read.map(({ item, after }) => ({ ...cellOf(item), expiresAt: heldIn(after) }))
    await storeSettledGrants(sql, context.connection.id, context.operationId, grants)
  },

  describe: (item, after) => ({ before: item.before, after: after ?? null }),
}

/** Nothing is revoked that could not be granted again. */
async function recheck(context: OperationContext, items: LedgerItem[]): Promise<Recheck[]> {
  const connectionId = context.connection.id
  const intents = items.map(intentOf)
  await freshenCatalogue(connectionId, CATALOGUE_AGE_MS)
  const [dramas, licensees] = await Promise.all([
    findDramas(connectionId, [...new Set(intents.map((intent) => intent.dramaId))]),
    findLicensees(connectionId, [...new Set(intents.map((intent) => intent.appid))]),
  ])
  const grantable = new Set(dramas.filter((drama) => obstacleOf(drama) === null).map((drama) => drama.dramaId))
  const refused = new Set(
    licensees.filter((licensee) => licensee.lastRefusalCode === CATEGORY_MISSING).map((licensee) => licensee.appid),
  )
  const earliest = (Date.now() + context.connection.clockOffsetMs() + FLOOR_MS) / 1000
  return items.flatMap((item): Recheck[] => {
    const { dramaId, appid, expiresAt } = intentOf(item)
    const refuse = (code: string) => [{ itemId: item.id, code, message: null }]
    if (expiresAt !== 0 && expiresAt < earliest) return refuse('expiry_floor')
    if (!grantable.has(dramaId)) return refuse('not_grantable')
    return refused.has(appid) ? refuse(CATEGORY_MISSING) : []
  })
}

async function send(call: OpenCall, context: OperationContext, items: LedgerItem[]): Promise<SendResult> {
  const [first] = items
  if (!first) throw new Error('a replacement without items')
  const { appid, expiresAt } = intentOf(first)
  const held = await readBeforeWriting(context, appid)
  const isDone = (item: LedgerItem) => held.get(intentOf(item).dramaId) === expiresAt
  const open = items.filter((item) => !isDone(item))
  const toRevoke = open.filter((item) => held.has(intentOf(item).dramaId))
  const revoked = toRevoke.length > 0 ? await revokeHalf(call, context, appid, toRevoke) : null
  const stays = new Set(
    revoked?.result.answers.filter((answer) => answer.outcome !== 'succeeded').map((answer) => answer.itemId),
  )
  const toGrant = open.filter((item) => !stays.has(item.id))
  if (toGrant.length === 0 && revoked) return withDone(revoked.result, items.filter(isDone))
  const next = revoked ? await revoked.call.next(revoked.result.exchange) : call
  const granted = await grantHalf(next, context, toGrant.length > 0 ? toGrant : items)
  const kept = revoked?.result.answers.filter((answer) => stays.has(answer.itemId)) ?? []
  const pauses = [revoked?.result.pauseMs ?? 0, granted.pauseMs ?? 0]
  const result = {
    ...granted,
    answers: [...granted.answers, ...kept],
    alarms: [...(revoked?.result.alarms ?? []), ...(granted.alarms ?? [])],
    ...(Math.max(...pauses) > 0 ? { pauseMs: Math.max(...pauses) } : {}),
  }
  return withDone(result, toGrant.length > 0 ? items.filter(isDone) : [])
}

/** Nothing was written yet, so a read that fails means that nothing was done. */
async function readBeforeWriting(context: OperationContext, appid: string): Promise<ReadonlyMap<string, number>> {
  try {
    const grants = await getAuthorizeObjects(context.connection, { appid })
    return new Map(grants.map((grant) => [grant.dramaId, toSeconds(grant.expiresAt)]))
  } catch (error) {
    if (error instanceof UpstreamError) throw new UpstreamError('unreachable', error.exchange, error.message)
    throw error
  }
}

async function revokeHalf(call: OpenCall, { connection }: OperationContext, appid: string, items: LedgerItem[]) {
  const dramaIds = items.map((item) => intentOf(item).dramaId)
  const reply = await deauthorizeDramas({ call, connection, dramaIds, appid })
  return { call: reply.call, result: toSendResult(items, reply, (code) => alreadyRevoked.has(code)) }
}

/**
 * From here on a right may be missing, so nothing is called failed on the upstream's word alone: a refusal goes on to the
 * read-back, and a call that could not be made is unknown and is looked into.
 */
async function grantHalf(call: OpenCall, context: OperationContext, items: LedgerItem[]): Promise<SendResult> {
  const [first] = items
  if (!first) throw new Error('a grant call without items')
  const { appid, expiresAt } = intentOf(first)
  try {
    const reply = await authorizeDramas({
      call,
      connection: context.connection,
      dramaIds: items.map((item) => intentOf(item).dramaId),
      appid,
      expiresAt: expiresAt === 0 ? null : new Date(expiresAt * 1000),
    })
    const result = toSendResult(items, reply)
    if (result.answers.some((answer) => answer.code === CATEGORY_MISSING)) await noteMissingCategory(appid)
    return {
      ...result,
      answers: result.answers.map((answer) =>
        answer.outcome === 'refused' ? { ...answer, outcome: 'succeeded' } : answer,
      ),
    }
  } catch (error) {
    if (error instanceof UpstreamError) throw new UpstreamError('ambiguous', error.exchange, error.message)
    throw error
  }
}

/** What was found as intended needs no call; the read-back confirms it. */
const withDone = (result: SendResult, done: LedgerItem[]): SendResult => ({
  ...result,
  answers: [
    ...result.answers,
    ...done.map((item): ItemAnswer => ({ itemId: item.id, outcome: 'succeeded', code: '0', message: null, rid: null })),
  ],
})

async function readBack(context: OperationContext, items: LedgerItem[]): Promise<ReadBack[]> {
  const readings: ReadBack[] = []
  for (const [appid, group] of Map.groupBy(items, (item) => intentOf(item).appid)) {
    const grants = await getAuthorizeObjects(context.connection, { appid })
    const held = new Map(grants.map((grant) => [grant.dramaId, toSeconds(grant.expiresAt)]))
    for (const item of group) {
      const intent = intentOf(item)
      const found = held.get(intent.dramaId)
      const after = found === undefined ? null : { expiresAt: found }
      const reading = { itemId: item.id, after }
      if (found === intent.expiresAt) readings.push({ ...reading, found: 'as_intended' })
      else if (found === undefined) readings.push({ ...reading, found: 'absent', cause: 'right_missing' })
      else if (found === heldIn(item.before)) readings.push({ ...reading, found: 'absent', cause: 'still_held' })
      else readings.push({ ...reading, found: 'differs' })
    }
  }
  return readings
}
