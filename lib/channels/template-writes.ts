import 'server-only'
import { z } from 'zod'
import type { Actor, AuditAction } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { checkChange } from '@/lib/channels/apply-merge-schema'
import { openChange, type StoredChange, sealChange, templateContext } from '@/lib/channels/apply-secrets'
import { recordChange } from '@/lib/channels/change-record'
import { templateFacts } from '@/lib/channels/template-input-schema'
import { findTemplate, type TemplateRow } from '@/lib/channels/template-store'
import { inTransaction, type Sql } from '@/lib/db'
import { type ActionResult, type FieldErrors, failure, success } from '@/lib/errors'
import { newId } from '@/lib/id'
import type { Json } from '@/lib/secrets/redact'
import { defineWrite } from '@/lib/write'

const UNIQUE_VIOLATION = '23505'
const templateId = z.uuid()

/** Keeps a new template. Nothing is sent to any channel. */
export const addTemplate = defineWrite({
  name: 'channel.template.add',
  permission: 'channel.write',
  input: z.strictObject(templateFacts),
  run: ({ name, note, content }, { actor, requestId }) => {
    const id = newId()
    const stored = sealChange(content, templateContext(id))
    const fieldErrors = problemsOf(stored, id)
    if (fieldErrors) return Promise.resolve(failure('invalid_input', { fieldErrors }))
    return keepingNames(() => insert({ id, name, note, stored }, 'channel.template.add', actor, requestId))
  },
})

/** Changes a template on top of the version that was read. Receipts made from it before stay as they were. */
export const updateTemplate = defineWrite({
  name: 'channel.template.update',
  permission: 'channel.write',
  input: z.strictObject({ id: templateId, version: z.int(), ...templateFacts }),
  target: ({ id, name }) => ({ type: 'channel_template', id, name }),
  run: ({ id, version, name, note, content }, { actor, requestId }) =>
    keepingNames(() =>
      inTransaction(async (sql): Promise<ActionResult<{ id: string }>> => {
        const before = await lock(sql, id)
        if (!before) return failure('not_found')
        if (before.version !== version || before.archived_at !== null) return failure('conflict')
        const context = templateContext(id)
        const stored = sealChange(content, context, { stored: before.content, context })
        const fieldErrors = problemsOf(stored, id)
        if (fieldErrors) return failure('invalid_input', { fieldErrors })
        await sql(
          `update condition_template set name = $2, note = $3, content = $4::jsonb, version = version + 1, updated_by = $5,
                  updated_at = clock_timestamp() where id = $1`,
          [id, name, note, JSON.stringify(stored), actor.name],
        )
        await record(
          sql,
          'channel.template.update',
          actor,
          requestId,
          { id, name },
          {
            before: toRecord(before),
            after: toRecord({ name, note, content: stored, id }),
          },
        )
        return success({ id })
      }),
    ),
})

/** A copy under another name, secrets included; they never leave the server. */
export const duplicateTemplate = defineWrite({
  name: 'channel.template.add',
  permission: 'channel.write',
  input: z.strictObject({ id: templateId, name: templateFacts.name }),
  target: ({ id, name }) => ({ type: 'channel_template', id, name }),
  run: async ({ id, name }, { actor, requestId }): Promise<ActionResult<{ id: string }>> => {
    const original = await findTemplate(id)
    if (!original) return failure('not_found')
    const copy = newId()
    const opened = openChange(original.content, templateContext(id))
    const stored = sealChange(opened, templateContext(copy))
    return keepingNames(() =>
      insert({ id: copy, name, note: original.note, stored }, 'channel.template.add', actor, requestId),
    )
  },
})

/** Puts a template away, or takes it out again; nothing is ever deleted. */
export const archiveTemplate = defineWrite({
  name: 'channel.template.archive',
  permission: 'channel.write',
  input: z.strictObject({ id: templateId, archived: z.boolean() }),
  target: ({ id }) => ({ type: 'channel_template', id, name: id }),
  run: ({ id, archived }, { actor, requestId }) =>
    keepingNames(() =>
      inTransaction(async (sql): Promise<ActionResult<{ id: string }>> => {
        const row = await lock(sql, id)
        if (!row) return failure('not_found')
        if ((row.archived_at !== null) === archived) return success({ id })
        await sql(
          `update condition_template set archived_at = case when $2 then clock_timestamp() end, version = version + 1 where id = $1`,
          [id, archived],
        )
        await record(sql, archived ? 'channel.template.archive' : 'channel.template.restore', actor, requestId, row, {})
        return success({ id })
      }),
    ),
})

async function insert(
  template: { id: string; name: string; note: string; stored: StoredChange },
  action: AuditAction,
  actor: Actor,
  requestId: string,
): Promise<ActionResult<{ id: string }>> {
  const { id, name, note, stored } = template
  return inTransaction(async (sql) => {
    await sql(
      `insert into condition_template (id, name, note, content, created_by, updated_by) values ($1, $2, $3, $4::jsonb, $5, $5)`,
      [id, name, note, JSON.stringify(stored), actor.name],
    )
    await record(sql, action, actor, requestId, { id, name }, { after: toRecord({ id, name, note, content: stored }) })
    return success({ id })
  })
}

async function lock(sql: Sql, id: string): Promise<TemplateRow | null> {
  await sql('select 1 from condition_template where id = $1 for update', [id])
  return findTemplate(id, sql)
}

async function keepingNames<T>(work: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await work()
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === UNIQUE_VIOLATION)
      return failure('invalid_input', { fieldErrors: { name: 'nameTaken' } })
    throw error
  }
}

function problemsOf(stored: StoredChange, id: string): FieldErrors | null {
  const opened = openChange(stored, templateContext(id))
  const errors = checkChange(opened, Date.now())
  if (opened.primary.kind === 'keep' && opened.secondary.kind === 'keep') errors.change = 'nothingChosen'
  return Object.keys(errors).length > 0 ? errors : null
}

const record = (
  sql: Sql,
  action: AuditAction,
  actor: Actor,
  requestId: string,
  { id, name }: { id: string; name: string },
  more: { before?: Json; after?: Json },
) =>
  recordEvent(sql, {
    phase: 'outcome',
    action,
    outcome: 'succeeded',
    actor,
    requestId,
    target: { type: 'channel_template', id, name },
    ...more,
  })

const toRecord = ({ id, name, note, content }: Pick<TemplateRow, 'id' | 'name' | 'note' | 'content'>): Json => ({
  name,
  note,
  ...recordChange(openChange(content, templateContext(id))),
})
