import 'server-only'
import { sentenceOf } from '@/lib/audit/verdict-sentence'
import { verifyEvents } from '@/lib/audit/verify'
import { pool, sql } from '@/lib/db'

const asJson = process.argv.includes('--json')
const result = await verifyEvents(sql)
const { firstBad, waitingMs } = result
await pool.end()
process.stdout.write(`${asJson ? JSON.stringify(result) : sentenceOf(result)}\n`)
process.exit(firstBad ? 1 : waitingMs ? 2 : 0)
