import 'server-only'
import { z } from 'zod'
import { isShut, lockOpen } from '@/lib/channels/apply-prepare'
import { changeContext, openChange, sealChange, templateContext } from '@/lib/channels/apply-secrets'
import { findTemplate } from '@/lib/channels/template-store'
import { inTransaction } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import { defineWrite } from '@/lib/write'

/** Takes a template into a change that is being put together. What was in it before is gone; the template is untouched. */
export const takeTemplate = defineWrite({
  name: 'channel.change.prepare',
  permission: 'channel.write',
  input: z.strictObject({ changeId: z.uuid(), templateId: z.uuid() }),
  run: ({ changeId, templateId }, { actor }): Promise<ActionResult<null>> =>
    inTransaction(async (sql) => {
      const row = await lockOpen(sql, changeId, actor.id)
      const template = await findTemplate(templateId, sql)
      if (!row || !template || template.archived_at !== null) return failure('not_found')
      if (isShut(row)) return failure('conflict')
      const content = sealChange(openChange(template.content, templateContext(template.id)), changeContext(row.id))
      await sql(
        `update channel_change set content = $2::jsonb, shared = '{}', state = 'open', template_id = $3, template_at = clock_timestamp()
          where id = $1`,
        [row.id, JSON.stringify(content), template.id],
      )
      return success(null)
    }),
})
