import 'server-only'
import type { Target } from '@/lib/audit/event'

export const logTarget: Target = { type: 'system', id: 'audit', name: 'audit' }
