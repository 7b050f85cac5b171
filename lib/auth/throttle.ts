import 'server-only'
import { countAttempt, isBlocked, type ThrottleKind, type ThrottleState } from '@/lib/auth/throttle-policy'
import { inTransaction, type Sql, sql } from '@/lib/db'
import { fingerprint } from '@/lib/secrets/fingerprint'

export type Attempt = { account: string | null; address: string }

type Row = { failures: number; windowStartAt: Date; blockedUntil: Date | null; now: Date }

/** Names who tries: the account by a keyed hash, so the table holds no list of guessed e-mail addresses. */
export const describeAttempt = (email: string | null, ip: string): Attempt => ({
  account: email === null ? null : `account:${fingerprint(email)}`,
  address: `address:${ip}`,
})

/**
 * Counts an attempt before its password is looked at, in every process alike: a thousand parallel guesses find the same
 * row. Returns the seconds to wait when it must not be tried. A success is given back with `forgiveAttempt`.
 */
export async function reserveAttempt(attempt: Attempt): Promise<{ waitSeconds: number | null }> {
  return inTransaction(async (transaction) => {
    const account = attempt.account ? await countRow(transaction, 'account', attempt.account) : null
    if (account?.waitSeconds) return account
    const address = await countRow(transaction, 'address', attempt.address)
    if (address.waitSeconds && attempt.account) {
      await transaction(
        'update sign_in_throttle set failures = greatest(failures - 1, 0), blocked_until = null where key = $1',
        [attempt.account],
      )
    }
    return address
  })
}

async function countRow(transaction: Sql, kind: ThrottleKind, key: string): Promise<{ waitSeconds: number | null }> {
  // One statement makes the row or locks it: a success elsewhere may delete it between two.
  const [row] = await transaction<Row>(
    `insert into sign_in_throttle as kept (key, failures) values ($1, 0)
     on conflict (key) do update set failures = kept.failures
     returning failures, window_start_at as "windowStartAt", blocked_until as "blockedUntil", clock_timestamp() as now`,
    [key],
  )
  if (!row) throw new Error('no throttle row')
  const answer = countAttempt(kind, row satisfies ThrottleState, row.now)
  if (isBlocked(answer)) return { waitSeconds: Math.ceil((answer.blockedUntil.getTime() - row.now.getTime()) / 1_000) }
  await transaction(
    'update sign_in_throttle set failures = $2, window_start_at = $3, blocked_until = $4 where key = $1',
    [key, answer.failures, answer.windowStartAt, answer.blockedUntil],
  )
  return { waitSeconds: null }
}

/** Takes back what `reserveAttempt` counted, after a right password or when none was checked. */
export async function forgiveAttempt(attempt: Attempt, outcome: 'right' | 'unchecked'): Promise<void> {
  if (attempt.account && outcome === 'right')
    await sql('delete from sign_in_throttle where key = $1', [attempt.account])
  const keys = outcome === 'right' ? [attempt.address] : [attempt.address, attempt.account]
  await sql(
    'update sign_in_throttle set failures = greatest(failures - 1, 0), blocked_until = null where key = any($1)',
    [keys.filter((key) => key !== null)],
  )
}
