import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'

/** The slip an operation was put together on; null when it came from a form of its own. */
export async function slipOrigin(operationId: string): Promise<{ number: number; startedAt: string } | null> {
  if (!isId(operationId)) return null
  const [row] = await sql<{ number: number; created_at: Date }>(
    `select slip.number, slip.created_at from operation join slip on slip.id::text = operation.request_key
      where operation.id = $1`,
    [operationId],
  )
  return row ? { number: row.number, startedAt: row.created_at.toISOString() } : null
}
