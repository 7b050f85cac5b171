'use client'
import { useEffect, useState } from 'react'
import { ask } from '@/components/shell/reach'
import type { PreflightLine } from '@/lib/channels/preflight-schema'

/** Lines as they arrive, by channel; read again when asked. */
export function usePreflight(connectionId: string, ids: readonly string[]) {
  const [lines, setLines] = useState<ReadonlyMap<string, PreflightLine>>(new Map())
  const [state, setState] = useState<'reading' | 'done' | 'failed'>('reading')
  const [round, setRound] = useState(0)
  const wanted = ids.join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads the same channels again
  useEffect(() => {
    const controller = new AbortController()
    setLines(new Map())
    setState('reading')
    read(
      `/api/channels/preflight?${new URLSearchParams({ connection: connectionId, ids: wanted })}`,
      controller.signal,
      (line) => setLines((before) => new Map(before).set(line.channelId, line)),
    ).then(
      () => setState('done'),
      () => {
        if (!controller.signal.aborted) setState('failed')
      },
    )
    return () => controller.abort()
  }, [connectionId, wanted, round])

  return { lines, state, again: () => setRound(round + 1) }
}

async function read(url: string, signal: AbortSignal, take: (line: PreflightLine) => void): Promise<void> {
  const response = await ask(url, { signal })
  if (!response.ok || !response.body) throw new Error(String(response.status))
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = (rest + value).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part !== '') take(JSON.parse(part) as PreflightLine)
  }
}
