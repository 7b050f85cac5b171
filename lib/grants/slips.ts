import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { type Sql, sql } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import type { Expiry } from '@/lib/grants/schema'
import {
  emptyContent,
  packRemoved,
  type SavedSlip,
  type SlipContent,
  type SlipView,
  slipContent,
} from '@/lib/grants/slip-schema'
import { newId } from '@/lib/id'

type Owner = Pick<Actor, 'id' | 'name'>
type Stored = { number: number; version: number; updated_at: Date }

type NewSlip = {
  connectionId: string
  dramaIds: readonly string[]
  appids: readonly string[]
  /** `${dramaId}@${appid}` pairs, when it is not every drama at every licensee. */
  only?: readonly string[]
  expiry?: Expiry
  reason?: string
  parentOperationId?: string
}

/** Makes a slip that `/grants/new?slip=<id>` opens, to be planned afresh there. @throws ZodError on ids that are none, or on more than one slip may hold. */
export async function createSlip(slip: NewSlip, owner: Owner): Promise<{ slipId: string }> {
  const dramaIds = [...new Set(slip.dramaIds)]
  const appids = [...new Set(slip.appids)]
  const content = slipContent.parse({
    ...emptyContent,
    dramaIds,
    appids,
    removed: slip.only ? packRemoved(dramaIds, appids, withoutPairs(dramaIds, appids, new Set(slip.only))) : {},
    ...(slip.expiry?.kind === 'date' ? { at: slip.expiry.at } : {}),
    ...(slip.expiry ? { kind: slip.expiry.kind } : {}),
    reason: slip.reason ?? '',
  } satisfies SlipContent)
  const slipId = newId()
  await insertSlip(sql, slipId, { ...slip, content, owner })
  return { slipId }
}

/** Saves what was put together on top of `baseVersion`; 0 makes the slip. Another save in between wins: `conflict`. */
export async function storeSlip(
  slipId: string,
  save: { baseVersion: number; connectionId: string; content: SlipContent; owner: Owner },
): Promise<ActionResult<SavedSlip>> {
  if (save.baseVersion === 0) {
    const made = await insertSlip(sql, slipId, save)
    if (made) return success(toSaved(made))
  } else {
    const [row] = await sql<Stored>(
      `update slip set content = $3::jsonb, drama_count = $4, licensee_count = $5, cell_count = $6, version = version + 1,
              discarded_at = null, updated_at = clock_timestamp()
        where id = $1 and version = $2 and connection_id = $7 and ${notSubmitted}
        returning number, version, updated_at`,
      [slipId, save.baseVersion, JSON.stringify(save.content), ...countsOf(save.content), save.connectionId],
    )
    if (row) return success(toSaved(row))
  }
  return explainRefusal(slipId, save.baseVersion, save.content)
}

export const notSubmitted = 'not exists (select 1 from operation where operation.request_key = slip.id::text)'

async function explainRefusal(
  slipId: string,
  baseVersion: number,
  content: SlipContent,
): Promise<ActionResult<SavedSlip>> {
  const [row] = await sql<Stored & { is_equal: boolean; operation_number: number | null }>(
    `select slip.number, slip.version, slip.updated_at, slip.content = $2::jsonb as is_equal, operation.number as operation_number
       from slip left join operation on operation.request_key = slip.id::text where slip.id = $1`,
    [slipId, JSON.stringify(content)],
  )
  if (!row) return failure('not_found')
  if (row.operation_number !== null) return failure('conflict', { detail: { operationNumber: row.operation_number } })
  // The same save once more: its first answer was lost on the way.
  if (row.is_equal && row.version === baseVersion + 1) return success(toSaved(row))
  return failure('conflict', { detail: { savedAt: row.updated_at.toISOString() } })
}

async function insertSlip(
  run: Sql,
  slipId: string,
  slip: { connectionId: string; content: SlipContent; owner: Owner; parentOperationId?: string },
): Promise<Stored | null> {
  const [row] = await run<Stored>(
    `insert into slip (id, connection_id, owner_id, owner_name, content, drama_count, licensee_count, cell_count, parent_operation_id)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9)
     on conflict (id) do nothing returning number, version, updated_at`,
    [
      slipId,
      slip.connectionId,
      slip.owner.id,
      slip.owner.name,
      JSON.stringify(slip.content),
      ...countsOf(slip.content),
      slip.parentOperationId ?? null,
    ],
  )
  return row ?? null
}

/** Puts one's own slip away, or takes it back. */
export async function setDiscarded(slipId: string, ownerId: string, isDiscarded: boolean): Promise<boolean> {
  const rows = await sql(
    `update slip set discarded_at = case when $3 then clock_timestamp() end, version = version + 1
      where id = $1 and owner_id = $2 and ${notSubmitted} returning id`,
    [slipId, ownerId, isDiscarded],
  )
  return rows.length > 0
}

export async function readSlip(slipId: string): Promise<SlipView | null> {
  const [row] = await sql<
    Stored & {
      id: string
      connection_id: string
      content: unknown
      owner_name: string
      discarded_at: Date | null
      parent_id: string | null
      parent_number: number | null
      operation_id: string | null
      operation_number: number | null
    }
  >(
    `select slip.id, slip.number, slip.version, slip.updated_at, slip.connection_id, slip.content, slip.owner_name, slip.discarded_at,
            parent.id as parent_id, parent.number as parent_number,
            operation.id as operation_id, operation.number as operation_number
       from slip
       left join operation on operation.request_key = slip.id::text
       left join operation parent on parent.id = slip.parent_operation_id
      where slip.id = $1`,
    [slipId],
  )
  if (!row) return null
  return {
    ...toSaved(row),
    id: row.id,
    connectionId: row.connection_id,
    content: slipContent.parse(row.content),
    ownerName: row.owner_name,
    isDiscarded: row.discarded_at !== null,
    parent: linkOf(row.parent_id, row.parent_number),
    operation: linkOf(row.operation_id, row.operation_number),
  }
}

const toSaved = (row: Stored): SavedSlip => ({
  number: row.number,
  version: row.version,
  savedAt: row.updated_at.toISOString(),
})

const linkOf = (id: string | null, number: number | null) => (id !== null && number !== null ? { id, number } : null)

/** Dramas, licensees, and the cells left of them. */
export function countsOf({ dramaIds, appids, removed }: SlipContent): [number, number, number] {
  const gone = Object.values(removed)
    .flatMap((mask) => [...mask])
    .reduce((sum, digit) => sum + countBits(Number.parseInt(digit, 16)), 0)
  return [dramaIds.length, appids.length, dramaIds.length * appids.length - gone]
}

const countBits = (digit: number) => (digit & 1) + ((digit >> 1) & 1) + ((digit >> 2) & 1) + ((digit >> 3) & 1)

const withoutPairs = (dramaIds: string[], appids: string[], only: ReadonlySet<string>) =>
  new Map(appids.map((appid) => [appid, new Set(dramaIds.filter((dramaId) => !only.has(`${dramaId}@${appid}`)))]))
