import 'server-only'
import { intentSchema } from '@/lib/channels/intent'
import { viewSent } from '@/lib/channels/intent-view'
import { sql } from '@/lib/db'
import type { Json } from '@/lib/secrets/redact'

/** What one channel was like, and what was to be written to it; secrets as fingerprints alone. */
export type SentChange = { before: Json; sent: Json }

/** By item, for those of an operation that write viewing conditions. */
export async function listSentChanges(itemIds: readonly string[]): Promise<Map<string, SentChange>> {
  const rows = await sql<{ id: string; before: Json; intent: unknown }>(
    `select id, before, intent from operation_item where id = any($1::uuid[]) and target_type = 'channel'`,
    [itemIds],
  )
  return new Map(
    rows.flatMap(({ id, before, intent }) => {
      const ranks = intentSchema.safeParse(intent).data?.ranks
      return ranks ? [[id, { before, sent: viewSent(ranks) }] as const] : []
    }),
  )
}
