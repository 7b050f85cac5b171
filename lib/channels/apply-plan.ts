import 'server-only'
import { type ReadChannel, readAndJudge, readDefaultPrint } from '@/lib/channels/apply-read'
import type { VariableValues } from '@/lib/channels/apply-schema'
import { changeContext, openChange, openValues } from '@/lib/channels/apply-secrets'
import { findChange, type ItemRow, listItems } from '@/lib/channels/apply-store'
import { refreshRow } from '@/lib/channels/channel-rows'
import { saveVersion } from '@/lib/channels/versions'
import { openConnection } from '@/lib/connections/queries'
import { inTransaction, sql } from '@/lib/db'
import { UpstreamError } from '@/lib/http'

/** Reads that wait for their slot side by side: the account's rate decides how fast it goes. */
const READERS = 4

/** Tries a change out on every channel of it, live. Stops as soon as a newer plan is asked for. Writes nothing upstream. */
export async function planChange({ changeId, plan }: { changeId: string; plan: number }): Promise<void> {
  const row = await findChange(changeId)
  if (!row || row.plan !== plan || row.state !== 'planning' || row.content === null) return
  const content = openChange(row.content, changeContext(row.id))
  const shared = openValues(row.shared, changeContext(row.id))
  try {
    const { connection } = await openConnection(row.connection_id)
    const accountDefault = await readDefaultPrint(connection)
    const waiting = (await listItems(changeId)).filter((item) => !item.is_removed && item.plan < plan)
    await inTurns(waiting, async (item) => {
      const judged = await readAndJudge(
        connection,
        item.channel_id,
        content,
        valuesOf(item, shared, changeId),
        accountDefault,
      )
      return keep(row.connection_id, changeId, plan, item, judged)
    })
    await close(changeId, plan, 'planned', accountDefault, null)
  } catch (error) {
    const words = error instanceof UpstreamError ? (error.exchange.errmsg ?? error.kind) : 'unexpected'
    await close(changeId, plan, 'failed', null, words)
    if (!(error instanceof UpstreamError)) throw error
  }
}

/** The channel's own values go before those all channels share. */
export const valuesOf = (item: Pick<ItemRow, 'own'>, shared: VariableValues, changeId: string): VariableValues => ({
  ...shared,
  ...Object.fromEntries(
    Object.entries(openValues(item.own, changeContext(changeId))).filter(([, value]) => value !== ''),
  ),
})

/** @param work says false when there is no use in going on. */
export async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<void> {
  const waiting = [...items]
  const take = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
      if (!(await work(item))) waiting.length = 0
  }
  await Promise.all(Array.from({ length: READERS }, take))
}

async function keep(
  connectionId: string,
  changeId: string,
  plan: number,
  item: ItemRow,
  judged: ReadChannel,
): Promise<boolean> {
  return inTransaction(async (within) => {
    const kept = await within(
      `update channel_change_item set plan = $3, effect = $4, cause = $5, detail = $6, changes = $7::jsonb, before = $8::jsonb,
              after = $9::jsonb, intent = $10::jsonb, has_moved = coalesce(base <> '' and $11 <> '' and base <> $11, false),
              base = coalesce(nullif($11, ''), base), reads = $12
        where change_id = $1 and channel_id = $2 and plan < $3
          and exists (select 1 from channel_change where id = $1 and plan = $3 and state = 'planning') returning 1`,
      [
        changeId,
        item.channel_id,
        plan,
        judged.effect,
        judged.cause,
        judged.detail,
        JSON.stringify(judged.changes),
        JSON.stringify(judged.before),
        JSON.stringify(judged.after),
        JSON.stringify(judged.intent),
        judged.base,
        judged.reads,
      ],
    )
    if (kept.length > 0 && judged.reading) {
      await saveVersion(within, connectionId, item.channel_id, judged.reading, { by: 'reading', seen: judged.seen })
      await refreshRow(within, connectionId, item.channel_id, judged.reading)
    }
    return kept.length > 0
  })
}

async function close(
  changeId: string,
  plan: number,
  state: 'planned' | 'failed',
  accountDefault: string | null,
  error: string | null,
): Promise<void> {
  await sql(
    `update channel_change set state = $3, planned_at = case when $3 = 'planned' then clock_timestamp() else planned_at end,
            account_default = $4, error = $5
      where id = $1 and plan = $2 and state = 'planning'`,
    [changeId, plan, state, accountDefault, error],
  )
}
