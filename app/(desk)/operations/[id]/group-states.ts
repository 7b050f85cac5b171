import type { StateName } from '@/components/ui/state'
import type { ItemGroup } from '@/lib/operations/schema'

export const groupStates: Record<ItemGroup, StateName> = {
  failed: 'failed',
  mismatch: 'mismatch',
  unknown: 'unknown',
  partial: 'partial',
  pending: 'queued',
  verified: 'verified',
  cancelled: 'cancelled',
  skipped: 'skipped',
  blocked: 'blocked',
}
