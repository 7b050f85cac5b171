import 'server-only'
import type { z } from 'zod'
import type { Actor, AuditAction, Target } from '@/lib/audit/event'
import type { Permission } from '@/lib/auth/permissions'
import type { CurrentSession } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/errors'

export type WriteContext = { actor: Actor; session: CurrentSession; requestId: string }

export type WriteDefinition<Schema extends z.ZodType, Output> = {
  name: AuditAction
  permission: Permission
  /** A strict object: keys nobody declared are refused. */
  input: Schema
  run: (input: z.output<Schema>, context: WriteContext) => Promise<ActionResult<Output>>
  /** What a refused attempt was aimed at, from parsed input. */
  target?: (input: z.output<Schema>) => Target
}

/**
 * Describes a write: who may do it, what it takes and what it does. `action` opens the door to it. Kept apart from the
 * door, so that a script may run a write without loading a web framework.
 */
export const defineWrite = <Schema extends z.ZodType, Output>(
  definition: WriteDefinition<Schema, Output>,
): WriteDefinition<Schema, Output> => definition
