'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask } from '@/components/shell/reach'
import type { ChannelBase, ChannelChecks } from '@/lib/channels/channel-views-schema'

export type Checks = {
  state: 'reading' | 'read' | 'unread'
  result: ChannelChecks | null
  /** Fingerprint of the account default when the form was opened; null before it was read. */
  defaultAtFirst: string | null
}

const AGAIN_MS = 45_000

/** Reads the live state beside an open form: at once, now and then, when a whitelist becomes of interest, and when the window returns. */
export function useChannelChecks(channel: ChannelBase, whitelists: '' | '1' | '2' | '12') {
  const [checks, setChecks] = useState<Checks>({ state: 'reading', result: null, defaultAtFirst: null })
  const turn = useRef(0)
  const { channelId, connectionId, fingerprint } = channel
  const read = useCallback(async () => {
    turn.current += 1
    const mine = turn.current
    const query = new URLSearchParams({ connection: connectionId, base: fingerprint, whitelists })
    const result = await ask(`/api/channels/${channelId}/checks?${query}`)
      .then((response) => (response.ok ? (response.json() as Promise<ChannelChecks>) : null))
      .catch(() => null)
    if (mine === turn.current)
      setChecks((before) => ({
        state: result ? 'read' : 'unread',
        result: result ?? before.result,
        defaultAtFirst: before.defaultAtFirst ?? result?.accountDefault ?? null,
      }))
  }, [channelId, connectionId, fingerprint, whitelists])
  useEffect(() => {
    void read()
    const again = () => document.visibilityState === 'visible' && void read()
    const timer = setInterval(again, AGAIN_MS)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [read])
  return { checks, read }
}
