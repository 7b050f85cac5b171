import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { Actor } from '@/lib/audit/event'
import { isOwnWrite } from '@/lib/auth/origin'
import { can } from '@/lib/auth/permissions'
import { recordRefusal } from '@/lib/auth/refusals'
import { readRequestFacts } from '@/lib/auth/request-facts'
import { readSession } from '@/lib/auth/session'
import { recordFailure } from '@/lib/auth/unexpected'
import { type ActionResult, type FieldErrors, failure } from '@/lib/errors'
import type { WriteDefinition } from '@/lib/write'

/**
 * The one door for writes: session → origin → permission → parse → run → result. Takes anything a stranger may post and
 * never throws at them; a signed-in person's refused attempt is an audit event.
 */
export function action<Schema extends z.ZodType, Output>(definition: WriteDefinition<Schema, Output>) {
  return async (raw: unknown): Promise<ActionResult<Output>> => {
    const requestHeaders = await headers()
    const { requestId } = readRequestFacts(requestHeaders)
    let actor: Actor | null = null
    try {
      const session = await readSession(requestHeaders)
      if (!session) return failure('signed_out')
      actor = session.actor
      const refusal = { actor, action: definition.name, requestId }
      if (!isOwnWrite(requestHeaders)) {
        await recordRefusal({ ...refusal, code: 'foreign_origin', origin: requestHeaders.get('origin') })
        return failure('foreign_origin')
      }
      const parsed = definition.input.safeParse(raw)
      const forbid = async () => {
        const target = parsed.success ? definition.target?.(parsed.data) : undefined
        await recordRefusal({ ...refusal, code: 'forbidden', ...(target ? { target } : {}) })
        return failure('forbidden')
      }
      if (!can(session.user.role, definition.permission)) return await forbid()
      if (!parsed.success) return failure('invalid_input', { fieldErrors: toFieldErrors(parsed.error) })
      const result = await definition.run(parsed.data, { actor, session, requestId })
      // What is another's is known only to the write itself, which has changed nothing then.
      return !result.ok && result.code === 'forbidden' ? await forbid() : result
    } catch (error) {
      unstable_rethrow(error)
      return failure('unexpected', {
        referenceId: await recordFailure({ error, actor, action: definition.name, requestId }),
      })
    }
  }
}

/** The first problem of each field, as a message key: the schema's own, else `invalid`. */
export function toFieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {}
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.')
    fields[field] ??= /^[a-z][A-Za-z0-9_.]*$/.test(issue.message) ? issue.message : 'invalid'
  }
  return fields
}
