import { createLoader, parseAsString } from 'nuqs/server'
import { z } from 'zod'

const load = createLoader({ slip: parseAsString, connection: parseAsString })
const id = z.uuid().nullable().catch(null)

/** What the address asks for; anything that cannot be an id counts as not asked. */
export async function loadComposerSearch(searchParams: Parameters<typeof load>[0]) {
  const { slip, connection } = await load(searchParams)
  return { slip: id.parse(slip), connection: id.parse(connection) }
}
