import 'server-only'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { toFieldErrors } from '@/lib/action'
import { isOwnWrite } from '@/lib/auth/origin'
import { recordRefusal } from '@/lib/auth/refusals'
import { type RequestFacts, readRequestFacts } from '@/lib/auth/request-facts'
import { readSession } from '@/lib/auth/session'
import { type ActionResult, failure } from '@/lib/errors'
import { log } from '@/lib/log'
import { respond, respondFailure } from '@/lib/route'

const BODY_BYTES_AT_MOST = 8_192

type DoorOutput<T> = { body: T; cookies?: string[] }

type PublicDoor<Schema extends z.ZodType, T> = {
  input: Schema
  run: (
    input: z.output<Schema>,
    context: { facts: RequestFacts; headers: Headers },
  ) => Promise<ActionResult<DoorOutput<T>>>
}

/** A POST that needs no session: the closed list is under `app/api/auth`. Origin → small JSON body → parse → run. */
export function publicDoor<Schema extends z.ZodType, T>(definition: PublicDoor<Schema, T>) {
  return async (request: NextRequest): Promise<Response> => {
    const facts = readRequestFacts(request.headers)
    try {
      if (!isOwnWrite(request.headers)) return await refuseForeignWrite(request.headers)
      const parsed = definition.input.safeParse(await readBody(request))
      if (!parsed.success) return respondFailure(failure('invalid_input', { fieldErrors: toFieldErrors(parsed.error) }))
      const result = await definition.run(parsed.data, { facts, headers: request.headers })
      if (!result.ok) {
        const isRefusedSignIn = result.detail?.cause === 'credentials'
        return withRetryAfter(
          isRefusedSignIn ? respond(result, 401) : respondFailure(result),
          result.detail?.waitSeconds,
        )
      }
      const response = respond({ ok: true, data: result.data.body })
      for (const cookie of result.data.cookies ?? []) response.headers.append('set-cookie', cookie)
      return response
    } catch (error) {
      log.error(
        { error, requestId: facts.requestId, path: request.nextUrl.pathname },
        'a public door failed unexpectedly',
      )
      return respondFailure(failure('unexpected', { referenceId: facts.requestId }))
    }
  }
}

/** Answers a write another site sent; if it carried a session of ours, that person's log says so. */
export async function refuseForeignWrite(headers: Headers): Promise<Response> {
  const session = await readSession(headers)
  if (session) {
    const { requestId } = readRequestFacts(headers)
    const origin = headers.get('origin')
    await recordRefusal({ actor: session.actor, action: 'request.refuse', code: 'foreign_origin', requestId, origin })
  }
  return respondFailure(failure('foreign_origin'))
}

async function readBody(request: NextRequest): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) return undefined
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_AT_MOST) return undefined
  const text = await request.text()
  if (text.length > BODY_BYTES_AT_MOST) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function withRetryAfter(response: Response, waitSeconds: unknown): Response {
  if (typeof waitSeconds === 'number') response.headers.set('retry-after', String(waitSeconds))
  return response
}
