import 'server-only'
import { recordEvents } from '@/lib/audit/record'
import type { Sql } from '@/lib/db'
import type { Claim } from '@/lib/operations/claim'
import type { Alarm, OperationContext, OperationDriver } from '@/lib/operations/driver'
import { alarmEvent, itemEvent } from '@/lib/operations/events'
import { changeItems, type OpenItem } from '@/lib/operations/items'
import { POISON_CODE } from '@/lib/operations/poison'
import type { ItemState, Verdict } from '@/lib/operations/states'
import type { Json } from '@/lib/secrets/redact'

export type Settlement = {
  item: OpenItem
  state: ItemState
  verdict: Verdict
  phase: 'outcome' | 'reconcile'
  cause?: string | null
  code?: string | null
  message?: string | null
  rid?: string | null
  after?: Json
  fields?: Json
  readBackAt?: Date
}

/** Final words on items: ledger, desk tables and one event each, in the caller's transaction. */
export async function settleItems(
  sql: Sql,
  claim: Claim,
  driver: OperationDriver,
  context: OperationContext | null,
  settlements: readonly Settlement[],
): Promise<void> {
  if (settlements.length === 0) return
  await changeItems(
    sql,
    settlements.map((settlement) => ({ ...settlement, id: settlement.item.id, dueAt: null })),
  )
  if (context) {
    await driver.settle(
      sql,
      context,
      settlements
        .filter(({ cause }) => cause !== POISON_CODE)
        .map(({ item, verdict, after }) => ({ item, verdict, after: after ?? null })),
    )
  }
  await recordEvents(
    sql,
    settlements.map((settlement) =>
      itemEvent(claim, driver, settlement.item, {
        phase: settlement.phase,
        verdict: settlement.verdict,
        cause: settlement.cause ?? null,
        code: settlement.code ?? settlement.item.code,
        message: settlement.message ?? null,
        rid: settlement.rid ?? null,
        after: settlement.after ?? null,
        fields: settlement.fields ?? null,
      }),
    ),
  )
}

/** Records alarms; one that closes the connection stops every new write on it until an administrator reopens it. */
export async function raiseAlarms(sql: Sql, claim: Claim, alarms: readonly Alarm[] = []): Promise<void> {
  await recordEvents(
    sql,
    alarms.map((alarm) => alarmEvent(claim, alarm)),
  )
  for (const alarm of alarms) {
    if (!alarm.closesConnection) continue
    await sql(
      `update connection set closed_at = clock_timestamp(), closed_reason = $2, closed_detail = $3::jsonb
        where id = $1 and closed_at is null`,
      [claim.connectionId, alarm.code, JSON.stringify(alarm.detail)],
    )
  }
}
