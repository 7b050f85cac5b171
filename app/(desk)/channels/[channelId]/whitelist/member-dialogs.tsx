'use client'
import type { RevealScope, WhitelistDoor, WhitelistRow } from '@/lib/channels/whitelist-schema'
import { ClearDialog } from './clear-dialog'
import { ExportDialog } from './export-dialog'
import { MemberDialog } from './member-dialog'
import { RemoveDialog } from './remove-dialog'
import { RevealDialog } from './reveal-dialog'
import type { ListPlace } from './search-params'

export type DoingKind = 'add' | 'edit' | 'remove' | 'reveal' | 'clear' | 'export'
export type Doing = { kind: DoingKind; rows: readonly WhitelistRow[]; scope?: RevealScope }

type DialogsProps = {
  doing: Doing
  place: ListPlace
  /** Members on the list; null while a search shows a part of them. */
  total: number | null
  door: WhitelistDoor | null
  mayReveal: boolean
  callsPerSecond: number
  onClose: () => void
  onSubmitted: (operation: { id: string; number: number }) => void
  onRevealed: (codes: ReadonlyMap<string, string>) => void
}

/** The one dialog that is open. */
export function MemberDialogs({ doing: { kind, rows, scope = 'one' }, ...props }: DialogsProps) {
  const { place, onClose, onSubmitted } = props
  const shared = { place, onClose }
  switch (kind) {
    case 'add':
      return <MemberDialog {...shared} member={null} onSubmitted={onSubmitted} />
    case 'edit':
      return rows[0] ? <MemberDialog {...shared} member={rows[0]} onSubmitted={onSubmitted} /> : null
    case 'remove':
      return (
        <RemoveDialog
          {...shared}
          rows={rows}
          total={props.total}
          door={props.door}
          callsPerSecond={props.callsPerSecond}
          onSubmitted={onSubmitted}
        />
      )
    case 'reveal':
      return <RevealDialog {...shared} rows={rows} scope={scope} onRevealed={props.onRevealed} />
    case 'clear':
      return props.total === null ? null : <ClearDialog {...shared} total={props.total} door={props.door} />
    case 'export':
      return <ExportDialog {...shared} mayReveal={props.mayReveal} />
  }
}
