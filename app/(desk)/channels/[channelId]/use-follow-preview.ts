'use client'
import { useEffect, useState } from 'react'
import type { ChannelBase, FollowPreview } from '@/lib/channels/channel-views-schema'

type State = { state: 'none' | 'reading' | 'unread' } | { state: 'read'; found: FollowPreview }

/** Reads the account default beside the channel, when the channel is to follow it. */
export function useFollowPreview({ channelId, connectionId }: ChannelBase, isWanted: boolean): State {
  const [state, setState] = useState<State>({ state: isWanted ? 'reading' : 'none' })
  useEffect(() => {
    if (!isWanted) return
    const leave = new AbortController()
    fetch(`/api/channels/${channelId}/follow?connection=${connectionId}`, { signal: leave.signal })
      .then((response) => (response.ok ? (response.json() as Promise<FollowPreview>) : null))
      .catch(() => null)
      .then((found) => {
        if (!leave.signal.aborted) setState(found ? { state: 'read', found } : { state: 'unread' })
      })
    return () => leave.abort()
  }, [channelId, connectionId, isWanted])
  return state
}
