import 'server-only'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { toFieldErrors } from '@/lib/action'
import { isForeignRead } from '@/lib/auth/origin'
import { can, type Permission } from '@/lib/auth/permissions'
import { recordRefusal } from '@/lib/auth/refusals'
import { readRequestFacts } from '@/lib/auth/request-facts'
import { type CurrentSession, readSession } from '@/lib/auth/session'
import { type ActionFailure, type ErrorCode, failure } from '@/lib/errors'
import { log } from '@/lib/log'

export type ReadContext = { session: CurrentSession; requestId: string }

type RouteDefinition<Query extends z.ZodType, Output> = {
  permission: Permission
  /** Parses the query string and the path's parameters together; a key given twice arrives as a list. */
  query: Query
  /** A ready `Response`, such as a file, is passed on as it is. */
  run: (query: z.output<Query>, context: ReadContext) => Promise<Output | ActionFailure>
}

const statuses: Partial<Record<ErrorCode, number>> = {
  signed_out: 401,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  invalid_input: 400,
  conflict: 409,
  too_many: 429,
}

export const respond = (body: unknown, status = 200, more: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', ...more } })

export const respondFailure = (result: ActionFailure): Response => respond(result, statuses[result.code] ?? 500)

/** The door for reads by a script of ours: session → not another site → permission → parse → JSON. Changes nothing. */
export function route<Query extends z.ZodType, Output>(definition: RouteDefinition<Query, Output>) {
  return async (
    request: NextRequest,
    context: { params: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response> => {
    const { requestId } = readRequestFacts(request.headers)
    try {
      if (isForeignRead(request.headers)) return respondFailure(failure('foreign_origin'))
      const session = await readSession(request.headers)
      if (!session) return respondFailure(failure('signed_out'))
      if (!can(session.user.role, definition.permission)) {
        await recordRefusal({
          actor: session.actor,
          action: 'request.refuse',
          code: 'forbidden',
          requestId,
          target: { type: 'system', id: 'door', name: request.nextUrl.pathname },
        })
        return respondFailure(failure('forbidden'))
      }
      const parsed = definition.query.safeParse({
        ...readQuery(request.nextUrl.searchParams),
        ...(await context.params),
      })
      if (!parsed.success) return respondFailure(failure('invalid_input', { fieldErrors: toFieldErrors(parsed.error) }))
      const result = await definition.run(parsed.data, { session, requestId })
      if (isFailure(result)) return respondFailure(result)
      return result instanceof Response ? result : respond(result)
    } catch (error) {
      log.error({ error, requestId, path: request.nextUrl.pathname }, 'a read failed unexpectedly')
      return respondFailure(failure('unexpected', { referenceId: requestId }))
    }
  }
}

function readQuery(parameters: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null)
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name)
    query[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return { ...query }
}

const isFailure = (result: unknown): result is ActionFailure =>
  typeof result === 'object' && result !== null && 'ok' in result && result.ok === false && 'code' in result
