import 'server-only'
import { getConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import { addToContent, emptyContent, type SlipAdded, slipAddition, slipContent } from '@/lib/grants/slip-schema'
import { countsOf, notSubmitted, storeSlip } from '@/lib/grants/slips'
import { newId } from '@/lib/id'
import { defineWrite } from '@/lib/write'

/** Puts chosen dramas or licensees on one's own open slip, or on a new one. Sends nothing. */
export const addToSlip = defineWrite({
  name: 'slip.save',
  permission: 'grant.write',
  input: slipAddition,
  target: ({ slipId, connectionId }) => ({ type: 'drama_grant', id: slipId ?? connectionId, name: slipId ?? '' }),
  run: async ({ slipId, connectionId, ...choice }, { actor }): Promise<ActionResult<SlipAdded>> => {
    if (slipId) return appendToSlip({ id: slipId, connectionId, ownerId: actor.id }, choice)
    const connection = await getConnection(connectionId)
    if (!connection?.isEnabled || connection.kind !== 'wechat') return failure('connection_missing')
    const content = slipContent.safeParse(addToContent(emptyContent, choice))
    if (!content.success) return failure('too_many')
    const id = newId()
    const saved = await storeSlip(id, { baseVersion: 0, connectionId, content: content.data, owner: actor })
    if (!saved.ok) return saved
    const [dramas, licensees, cells] = countsOf(content.data)
    const { number } = saved.data
    return success({ slipId: id, number, dramas, licensees, cells, newDramas: dramas, newLicensees: licensees })
  },
})

type Own = { id: string; connectionId: string; ownerId: string }

/** Two additions at once wait for each other, so neither is lost; an editor open elsewhere finds a newer version. */
export function appendToSlip(
  slip: Own,
  choice: { dramaIds: string[]; appids: string[] },
): Promise<ActionResult<SlipAdded>> {
  return inTransaction(async (sql) => {
    const [row] = await sql<{ number: number; content: unknown }>(
      `select number, content from slip
        where id = $1 and connection_id = $2 and owner_id = $3 and discarded_at is null and ${notSubmitted} for update`,
      [slip.id, slip.connectionId, slip.ownerId],
    )
    if (!row) return failure('not_found')
    const before = slipContent.parse(row.content)
    const after = slipContent.safeParse(addToContent(before, choice))
    if (!after.success) return failure('too_many')
    const [dramas, licensees, cells] = countsOf(after.data)
    const newDramas = dramas - before.dramaIds.length
    const newLicensees = licensees - before.appids.length
    if (newDramas + newLicensees > 0)
      await sql(
        `update slip set content = $2::jsonb, drama_count = $3, licensee_count = $4, cell_count = $5,
                version = version + 1, updated_at = clock_timestamp() where id = $1`,
        [slip.id, JSON.stringify(after.data), dramas, licensees, cells],
      )
    return success({ slipId: slip.id, number: row.number, dramas, licensees, cells, newDramas, newLicensees })
  })
}
