import 'server-only'
import { verifyEvents } from '@/lib/audit/verify'
import { pool, sql } from '@/lib/db'

const asJson = process.argv.includes('--json')
const { count, firstBad } = await verifyEvents(sql)
await pool.end()
const sentence = firstBad
  ? `Event ${firstBad.seq} (${firstBad.id}, ${firstBad.occurredAt}) is not what was written; ${count} before it are.`
  : `${count} events are what was written.`
process.stdout.write(`${asJson ? JSON.stringify({ count, firstBad }) : sentence}\n`)
process.exit(firstBad ? 1 : 0)
