import 'server-only'
import { z } from 'zod'
import { channelChangeSchema, channelIdSchema, valuesSchema } from '@/lib/channels/apply-input-schema'
import { checkChange } from '@/lib/channels/apply-merge-schema'
import { fillChange, MOST_CHANNELS, type VariableValues, variablesOf } from '@/lib/channels/apply-schema'
import { changeContext, openChange, openValues, sealChange, sealValues } from '@/lib/channels/apply-secrets'
import { type ChangeRow, findChange, type ItemRow, insertItems, listItems } from '@/lib/channels/apply-store'
import { inTransaction, type Sql } from '@/lib/db'
import { type ActionResult, type FieldErrors, failure, success } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { defineWrite } from '@/lib/write'

const changeId = z.uuid()

/** Keeps what the change is to be and has it tried out on every channel, in the background. Sends nothing. */
export const planApply = defineWrite({
  name: 'channel.change.prepare',
  permission: 'channel.write',
  input: z.strictObject({
    changeId,
    content: channelChangeSchema,
    shared: valuesSchema,
    own: z.record(channelIdSchema, valuesSchema),
  }),
  run: (input, { actor }): Promise<ActionResult<{ plan: number }>> =>
    inTransaction(async (sql) => {
      const row = await lockOpen(sql, input.changeId, actor.id)
      if (!row) return failure('not_found')
      if (isShut(row)) return failure('conflict')
      const context = changeContext(row.id)
      const content = sealChange(input.content, context, row.content && { stored: row.content, context })
      const shared = sealValues(input.shared, context, row.shared)
      const items = (await listItems(row.id, sql)).filter((item) => !item.is_removed)
      const own = new Map(items.map((item) => [item.channel_id, sealOwn(input.own[item.channel_id], item, context)]))
      const fieldErrors = {
        ...checkChange(openChange(content, context), Date.now()),
        ...checkNothing(input.content),
        ...checkValues(input.content, openValues(shared, context), items, own, context),
      }
      if (items.length === 0) fieldErrors.channels = 'noChannels'
      if (Object.keys(fieldErrors).length > 0) return failure('invalid_input', { fieldErrors })
      await sql(
        `update channel_change_item item set own = given.own
           from jsonb_to_recordset($2::jsonb) as given(id text, own jsonb)
          where item.change_id = $1 and item.channel_id = given.id`,
        [row.id, JSON.stringify([...own].map(([id, values]) => ({ id, own: values })))],
      )
      await sql(`update channel_change set content = $2::jsonb, shared = $3::jsonb where id = $1`, [
        row.id,
        JSON.stringify(content),
        JSON.stringify(shared),
      ])
      return success({ plan: await startPlan(sql, row.id) })
    }),
})

/** Tries the same change out once more: for a plan grown old, or channels that could not be read. */
export const replanApply = defineWrite({
  name: 'channel.change.prepare',
  permission: 'channel.write',
  input: z.strictObject({ changeId }),
  run: (input, { actor }): Promise<ActionResult<{ plan: number }>> =>
    inTransaction(async (sql) => {
      const row = await lockOpen(sql, input.changeId, actor.id)
      if (!row?.content) return failure('not_found')
      if (isShut(row)) return failure('conflict')
      return success({ plan: await startPlan(sql, row.id) })
    }),
})

/** Puts channels in, or takes them out; what is taken out can be put back. */
export const chooseChannels = defineWrite({
  name: 'channel.change.prepare',
  permission: 'channel.write',
  input: z.strictObject({
    changeId,
    add: z.array(channelIdSchema).max(MOST_CHANNELS),
    remove: z.array(channelIdSchema).max(MOST_CHANNELS),
  }),
  run: (input, { actor }): Promise<ActionResult<null>> =>
    inTransaction(async (sql) => {
      const row = await lockOpen(sql, input.changeId, actor.id)
      if (!row) return failure('not_found')
      if (isShut(row)) return failure('conflict')
      await insertItems(sql, row.id, row.connection_id, input.add)
      await sql('update channel_change_item set is_removed = true where change_id = $1 and channel_id = any($2)', [
        row.id,
        input.remove,
      ])
      const [count] = await sql<{ kept: number }>(
        'select count(*)::int as kept from channel_change_item where change_id = $1 and not is_removed',
        [row.id],
      )
      if ((count?.kept ?? 0) > MOST_CHANNELS) throw new TooManyChannels()
      if (input.add.length > 0) await sql(`update channel_change set state = 'open' where id = $1`, [row.id])
      return success(null)
    }).catch((error: unknown) => {
      if (error instanceof TooManyChannels) return failure('too_many', { detail: { most: MOST_CHANNELS } })
      throw error
    }),
})

class TooManyChannels extends Error {}

/** The next plan of a change, to be made by the worker. */
async function startPlan(sql: Sql, id: string): Promise<number> {
  const [row] = await sql<{ plan: number }>(
    `update channel_change set state = 'planning', plan = plan + 1, error = null, updated_at = clock_timestamp()
      where id = $1 returning plan`,
    [id],
  )
  const plan = row?.plan ?? 0
  await enqueue(sql, 'channels.plan', { changeId: id, plan })
  return plan
}

/** Submitted, or waiting to be: nothing of it changes any more. */
export const isShut = (row: ChangeRow): boolean => row.operation_number !== null || row.schedule_id !== null

/** Only its owner works on a change, one save at a time, and not while it waits for its time. */
export async function lockOpen(sql: Sql, id: string, ownerId: string): Promise<ChangeRow | null> {
  await sql('select 1 from channel_change where id = $1 for update', [id])
  const row = await findChange(id, sql)
  return row?.owner_id === ownerId ? row : null
}

const sealOwn = (given: VariableValues | undefined, item: ItemRow, context: string): VariableValues =>
  given === undefined ? item.own : sealValues(given, context, item.own)

const checkNothing = ({ primary, secondary }: z.infer<typeof channelChangeSchema>): FieldErrors =>
  primary.kind === 'keep' && secondary.kind === 'keep' ? { change: 'nothingChosen' } : {}

/** Every variable needs a value for every channel, and each value must keep the rules of its field. */
function checkValues(
  content: z.infer<typeof channelChangeSchema>,
  shared: VariableValues,
  items: readonly ItemRow[],
  own: ReadonlyMap<string, VariableValues>,
  context: string,
): FieldErrors {
  const errors: FieldErrors = {}
  const variables = variablesOf(content)
  if (variables.length === 0) return errors
  for (const item of items) {
    const values = { ...shared, ...filled(openValues(own.get(item.channel_id) ?? {}, context)) }
    const found = checkChange({ ...fillChange(content, values), variables: [] }, Date.now())
    for (const { path, rank, type, field } of variables) {
      const key = (values[path] ?? '').trim() === '' ? 'required' : found[`${rank}.drafts.${type}.${field}`]
      if (key === undefined) continue
      const isOwn = filled(openValues(own.get(item.channel_id) ?? {}, context))[path] !== undefined
      errors[isOwn ? `own.${item.channel_id}.${path}` : `shared.${path}`] ??= key
    }
  }
  return errors
}

const filled = (values: VariableValues): VariableValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
