import { columns } from '@/lib/audit/record'
import { verifyEvents } from '@/lib/audit/verify'
import { pool, sql } from '@/lib/db'
import { hashCopy } from '@/tests/bench/copy-hash'

/** One side of B7, a program of its own so that its memory is its own: `verify`, or `copy` for the floor. */
const started = performance.now()
const result =
  process.argv[2] === 'verify'
    ? await verifyEvents(sql)
    : await hashCopy(process.env.DATABASE_URL ?? '', `select ${columns.join(', ')}, seq, occurred_at from audit_event`)
const ms = performance.now() - started
await pool.end()
process.stdout.write(`${JSON.stringify({ ms, maxRssMib: process.resourceUsage().maxRSS / 1024, ...result })}\n`)
