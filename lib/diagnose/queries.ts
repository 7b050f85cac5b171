import 'server-only'
import { sql } from '@/lib/db'
import type { Attempt } from '@/lib/diagnose/facts-schema'
import { judgeLadder } from '@/lib/diagnose/judge-ladder'
import { readFacts, type Subject } from '@/lib/diagnose/read-facts'
import type { Ladder } from '@/lib/diagnose/schema'

/** `dramaName` as WeChat gave it just now. */
export type Diagnosis = Ladder & { attempt: Attempt | null; readAt: string; dramaName: string | null }

/** Why one licensee cannot play one drama, asked of WeChat just now. Writes nothing there. */
export async function diagnose(subject: Subject): Promise<Diagnosis> {
  const facts = await readFacts(subject)
  return {
    ...judgeLadder(facts),
    attempt: facts.attempt,
    readAt: new Date(facts.now).toISOString(),
    dramaName: facts.drama.isRead ? (facts.drama.value?.name ?? null) : null,
  }
}

/** Other accounts of ours whose catalogue has this drama: the one asked may be the wrong one. */
export async function findOtherOwners(connectionId: string, dramaId: string): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }>(
    `select connection.id, connection.name from drama join connection on connection.id = drama.connection_id
      where drama.drama_id = $2 and drama.gone_at is null and connection.id <> $1 and connection.is_enabled order by connection.name`,
    [connectionId, dramaId],
  )
}
