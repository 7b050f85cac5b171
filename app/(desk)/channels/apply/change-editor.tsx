'use client'
import { rankNames } from '@/lib/channels/form-schema'
import { RankProvider } from '../[channelId]/rank-context'
import { ChangeDoor } from './change-door'
import { editorBase } from './editor-values'

/** What happens to each door: left as it is, closed, or set to a way with its fields. */
export function ChangeEditor({ secrets, readOnly }: { secrets: readonly string[]; readOnly: boolean }) {
  return (
    <div className="grid gap-x-8 desk:grid-cols-2">
      {rankNames.map((rank) => (
        <RankProvider
          key={rank}
          value={{ rank, base: editorBase(rank, secrets), readOnly, channelId: '', connectionId: '' }}
        >
          <ChangeDoor />
        </RankProvider>
      ))}
    </div>
  )
}
