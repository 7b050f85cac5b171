import 'server-only'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import type { ConditionScope } from '@/lib/polyv/conditions'

/** Whose conditions an id of ours means, for reading and planning. A write names its scope itself. */
export const scopeOf = (id: string): ConditionScope =>
  id === ACCOUNT_DEFAULT ? { kind: 'account_default' } : { kind: 'channel', channelId: id }
