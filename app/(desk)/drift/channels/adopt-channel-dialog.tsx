'use client'
import { adoptChannelDrift } from '../../channels/[channelId]/versions/actions'
import { AdoptionDialog } from '../adoption-dialog'

type Props = {
  connectionId: string
  driftIds: readonly string[]
  onClose: () => void
  onDone?: (words: string) => void
}

export function AdoptChannelDialog({ connectionId, driftIds, onClose, onDone }: Props) {
  return (
    <AdoptionDialog
      words="channel-drift.adopt"
      count={driftIds.length}
      longestReason={200}
      adopt={(reason) => adoptChannelDrift({ connectionId, driftIds: [...driftIds], reason })}
      onClose={onClose}
      onDone={onDone}
    />
  )
}
