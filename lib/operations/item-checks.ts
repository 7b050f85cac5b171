import 'server-only'
import { type Sql, sql } from '@/lib/db'
import { isId, newId } from '@/lib/id'
import type { Answer, ItemCheck, OpenQuestion } from '@/lib/operations/check-schema'
import { ITEM_COLUMNS, type ItemRow, toItemView } from '@/lib/operations/item-view'
import type { Json } from '@/lib/secrets/redact'

const MOST_SHOWN = 50

/** SQL: the item of this row ended unknown, and neither a later reading nor a person has decided it. */
export const isOpenQuestion = (item: string): string =>
  `${item}.verdict = 'unknown' and not exists (select 1 from item_check decided
     where decided.item_id = ${item}.id and decided.answer in ('present', 'absent'))`

type QuestionRow = ItemRow & { latest_answer: ItemCheck['answer'] | null; latest_at: Date | null }

/** Items nobody has an answer for, the first fifty, and how many there are. */
export async function openQuestions(operationId: string): Promise<{ questions: OpenQuestion[]; count: number }> {
  if (!isId(operationId)) return { questions: [], count: 0 }
  const rows = await sql<QuestionRow>(
    `select ${ITEM_COLUMNS}, latest.answer as latest_answer, latest.created_at as latest_at
       from operation_item item left join operation_call call on call.id = item.call_id
            left join lateral (select answer, created_at from item_check where item_id = item.id order by created_at desc limit 1) latest on true
      where item.operation_id = $1 and ${isOpenQuestion('item')}
      order by item.position limit ${MOST_SHOWN}`,
    [operationId],
  )
  const questions = rows.map((row): OpenQuestion => {
    const view = toItemView(row)
    return {
      itemId: view.id,
      targetName: view.targetName,
      dramaName: view.shown.dramaName,
      licenseeName: view.shown.licenseeName,
      appid: view.shown.appid,
      cause: view.cause,
      sentAt: view.sentAt,
      readAt: view.readBackAt,
      expiresAt: view.shown.expiresAt,
      foundExpiresAt: view.shown.foundExpiresAt,
      latest:
        row.latest_answer && row.latest_at ? { answer: row.latest_answer, at: row.latest_at.toISOString() } : null,
    }
  })
  if (questions.length < MOST_SHOWN) return { questions, count: questions.length }
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from operation_item item where item.operation_id = $1 and ${isOpenQuestion('item')}`,
    [operationId],
  )
  return { questions, count: row?.count ?? questions.length }
}

type CheckRow = {
  id: string
  item_id: string
  target_name: string
  source: ItemCheck['source']
  answer: ItemCheck['answer']
  found: Json
  reason: string | null
  actor_name: string
  created_at: Date
}

/** What became known after the receipt was closed, newest first. */
export async function listChecks(operationId: string, limit = MOST_SHOWN): Promise<ItemCheck[]> {
  if (!isId(operationId)) return []
  const rows = await sql<CheckRow>(
    `select checked.id, checked.item_id, item.target_name, checked.source, checked.answer, checked.found, checked.reason,
            checked.actor_name, checked.created_at
       from item_check checked join operation_item item on item.id = checked.item_id
      where checked.operation_id = $1 order by checked.created_at desc, checked.id desc limit ${limit}`,
    [operationId],
  )
  return rows.map((row) => ({
    id: row.id,
    itemId: row.item_id,
    targetName: row.target_name,
    source: row.source,
    answer: row.answer,
    found: row.found,
    reason: row.reason,
    actorName: row.actor_name,
    at: row.created_at.toISOString(),
  }))
}

export type NewCheck = {
  itemId: string
  source: ItemCheck['source']
  answer: Answer | 'differs' | 'unreadable'
  found: Json
  reason: string | null
}

/** Adds checks inside the transaction of `run`. */
export async function addChecks(
  run: Sql,
  operationId: string,
  actor: { id: string; name: string },
  checks: readonly NewCheck[],
): Promise<void> {
  await run(
    `insert into item_check (id, item_id, operation_id, source, answer, found, reason, actor_id, actor_name)
     select id, item_id, $2::uuid, source, answer, found, reason, $3, $4
       from jsonb_to_recordset($1::jsonb) as fresh(id uuid, item_id uuid, source text, answer text, found jsonb, reason text)`,
    [
      JSON.stringify(
        checks.map(({ itemId, source, answer, found, reason }) => ({
          id: newId(),
          item_id: itemId,
          source,
          answer,
          found,
          reason,
        })),
      ),
      operationId,
      actor.id,
      actor.name,
    ],
  )
}
