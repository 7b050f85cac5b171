import 'server-only'
import { conditionsDriver } from '@/lib/channels/driver'
import type { OperationDriver } from '@/lib/operations/driver'

/** One change for many channels: each is read, compared, written and read back as if it were saved alone. */
export const applyDriver: OperationDriver = { ...conditionsDriver, action: 'channel.conditions.apply' }
