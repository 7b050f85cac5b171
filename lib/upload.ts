import 'server-only'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { toFieldErrors } from '@/lib/action'
import { isOwnWrite } from '@/lib/auth/origin'
import { can, type Permission } from '@/lib/auth/permissions'
import { recordRefusal } from '@/lib/auth/refusals'
import { readRequestFacts } from '@/lib/auth/request-facts'
import { readSession } from '@/lib/auth/session'
import { recordFailure } from '@/lib/auth/unexpected'
import { type ActionResult, failure } from '@/lib/errors'
import { respond, respondFailure } from '@/lib/route'
import type { WriteContext } from '@/lib/write'

type UploadDefinition<Schema extends z.ZodType, Output> = {
  permission: Permission
  bytesAtMost: number
  /** `json`: the body itself is parsed. `bytes`: the query string, with the body as `bytes`. */
  as: 'json' | 'bytes'
  input: Schema
  /** A ready `Response`, such as a file, is passed on as it is. */
  run: (input: z.output<Schema>, context: WriteContext) => Promise<ActionResult<Output> | Response>
}

/**
 * The door for what is too large for a server action, such as a file: session → origin → permission → size → parse → run.
 * A body that is too large is refused on the field `file` with `tooLarge`, before it is held whole.
 */
export function upload<Schema extends z.ZodType, Output>(definition: UploadDefinition<Schema, Output>) {
  return async (request: NextRequest): Promise<Response> => {
    const { requestId } = readRequestFacts(request.headers)
    const session = await readSession(request.headers).catch(() => null)
    if (!session) return respondFailure(failure('signed_out'))
    const refusal = {
      actor: session.actor,
      action: 'request.refuse' as const,
      requestId,
      target: { type: 'system' as const, id: 'door', name: request.nextUrl.pathname },
    }
    try {
      if (!isOwnWrite(request.headers)) {
        await recordRefusal({ ...refusal, code: 'foreign_origin', origin: request.headers.get('origin') })
        return respondFailure(failure('foreign_origin'))
      }
      if (!can(session.user.role, definition.permission)) {
        await recordRefusal({ ...refusal, code: 'forbidden' })
        return respondFailure(failure('forbidden'))
      }
      const bytes = await readBody(request, definition.bytesAtMost)
      if (!bytes) return respondFailure(failure('invalid_input', { fieldErrors: { file: 'tooLarge' } }))
      const parsed = definition.input.safeParse(definition.as === 'json' ? toJson(bytes) : withQuery(request, bytes))
      if (!parsed.success) return respondFailure(failure('invalid_input', { fieldErrors: toFieldErrors(parsed.error) }))
      const result = await definition.run(parsed.data, { actor: session.actor, session, requestId })
      if (result instanceof Response) return result
      return result.ok ? respond(result) : respondFailure(result)
    } catch (error) {
      const referenceId = await recordFailure({ error, actor: session.actor, action: 'request.refuse', requestId })
      return respondFailure(failure('unexpected', { referenceId }))
    }
  }
}

async function readBody(request: NextRequest, bytesAtMost: number): Promise<Buffer | null> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesAtMost) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > bytesAtMost) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function toJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

const withQuery = (request: NextRequest, bytes: Buffer): unknown => ({
  ...Object.fromEntries(request.nextUrl.searchParams),
  bytes,
})
