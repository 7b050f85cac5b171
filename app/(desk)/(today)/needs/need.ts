import type { StateName } from '@/components/ui/state'
import type { Role } from '@/lib/auth/permissions'

/** One thing that waits for a person, and where it is seen to. */
export type Need = {
  key: string
  state: StateName
  title: string
  detail?: string | undefined
  href: string
  action: string
}

export type Asker = { id: string; role: Role; now: Date }
/** Reads one kind of need. It may fail without the others. */
export type NeedSource = (asker: Asker) => Promise<Need[]>
