import 'server-only'
import { sql } from '@/lib/db'
import type { Attempt, Facts, LiveDrama, Reading, Right } from '@/lib/diagnose/facts-schema'
import { readDramaNow } from '@/lib/dramas/queries'
import { readAccountGrantNow, readCopyrightNow, readDramaGrantNow } from '@/lib/grants/queries'
import { UpstreamError } from '@/lib/http'

export type Subject = { connectionId: string; appid: string; dramaId: string }

const GIVE_UP_MS = 20_000
const CATEGORY_MISSING = '10090038'

/** Asks WeChat for everything at once and our own records for the rest. Whatever does not answer is left open. */
export async function readFacts({ connectionId, appid, dramaId }: Subject): Promise<Facts> {
  const [drama, dramaGrant, accountGrant, copyright, records, attempt] = await Promise.all([
    settle(readDramaNow(connectionId, dramaId)),
    settle(readDramaGrantNow(connectionId, dramaId, appid)),
    settle(readAccountGrantNow(connectionId, appid)),
    settle(readCopyrightNow(connectionId, dramaId, appid)),
    readRecords(connectionId, appid),
    readAttempt(connectionId, dramaId, appid),
  ])
  return {
    now: Date.now(),
    drama: change(drama, (found): LiveDrama | null => found && { ...found, auditedAt: timeOf(found.auditedAt) }),
    dramaGrant: change(dramaGrant, toRight),
    accountGrant: change(accountGrant, toRight),
    copyright: change(copyright, toRight),
    ...records,
    attempt,
  }
}

const timeOf = (moment: Date | null): number | null => moment?.getTime() ?? null
const toRight = (found: { expiresAt: Date | null } | null): Right | null =>
  found && { expiresAt: timeOf(found.expiresAt) }

const change = <From, To>(reading: Reading<From>, to: (value: From) => To): Reading<To> =>
  reading.isRead ? { isRead: true, value: to(reading.value) } : reading

/** A busy or paused account must not keep a person waiting on the phone. */
async function settle<T>(reading: Promise<T>): Promise<Reading<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Reading<T>>((resolve) => {
    timer = setTimeout(() => resolve({ isRead: false, why: 'timeout' }), GIVE_UP_MS)
  })
  const read = reading.then(
    (value): Reading<T> => ({ isRead: true, value }),
    (error: unknown): Reading<T> => {
      if (error instanceof UpstreamError) return { isRead: false, why: error.exchange.errcode ?? error.kind }
      throw error
    },
  )
  try {
    return await Promise.race([read, late])
  } finally {
    clearTimeout(timer)
    read.catch(() => undefined)
  }
}

async function readRecords(connectionId: string, appid: string) {
  const [row] = await sql<{ refused_at: Date | null; taken_at: Date | null }>(
    `select (select last_refusal_at from licensee where appid = $2 and last_refusal_code = $3) as refused_at,
            greatest((select max(granted_at) from "grant" where connection_id = $1 and appid = $2),
                     (select max(granted_at) from account_grant where connection_id = $1 and appid = $2)) as taken_at`,
    [connectionId, appid, CATEGORY_MISSING],
  )
  return { categoryRefusedAt: timeOf(row?.refused_at ?? null), grantTakenAt: timeOf(row?.taken_at ?? null) }
}

async function readAttempt(connectionId: string, dramaId: string, appid: string): Promise<Attempt | null> {
  const [row] = await sql<{ id: string; number: number; is_open: boolean; is_refused: boolean; code: string | null }>(
    `select operation.id, operation.number, item.settled_at is null and item.state not in ('skipped', 'blocked', 'cancelled') as is_open,
            item.state = 'refused' as is_refused, item.code
       from operation_item item join operation on operation.id = item.operation_id
      where item.target_type = 'drama_grant' and item.target_id = $2 and item.connection_id = $1 and operation.action = 'drama.grant'
      order by operation.created_at desc limit 1`,
    [connectionId, `${dramaId}@${appid}`],
  )
  return (
    (row && {
      operation: { id: row.id, number: row.number },
      isOpen: row.is_open,
      isRefused: row.is_refused,
      code: row.code,
    }) ??
    null
  )
}
