'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { settle } from '@/components/shell/reach'
import { type ActionFailure, failure } from '@/lib/errors'
import type { SavedSlip, SlipView } from '@/lib/grants/slip-schema'
import { SLIP_SAVED } from '../../slip-dock/open-slips'
import { saveSlip } from '../actions'
import { type Draft, draftOf, emptyDraft, isEmptyDraft, packDraft } from './draft'
import { dropLocal, keepLocal, readLocal } from './local-slip'

const REST_MS = 600
const RETRY_MS = 5_000

type SlipState = {
  saved: SavedSlip | null
  isSaving: boolean
  /** Why the last save did not succeed; a `conflict` stops saving until the person decides. */
  refusal: ActionFailure | null
}

type Options = { slip: SlipView | null; connectionId: string; mayWrite: boolean; localKey: string }

/** A slip under work: kept on the server a moment after each change, in the browser when the page is left sooner. */
export function useSlip({ slip, connectionId, mayWrite, localKey }: Options) {
  const [draft, setDraft] = useState<Draft>(() => (slip ? draftOf(slip.content) : emptyDraft))
  const [state, setState] = useState<SlipState>({ saved: slip, isSaving: false, refusal: null })
  const current = useRef({
    slipId: slip?.id ?? '',
    version: slip?.version ?? 0,
    draft,
    stored: slip ? draft : emptyDraft,
  })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<void> | null>(null)
  const stopped = useRef(false)

  const saveOnce = useCallback(async () => {
    const { slipId, version, draft: sent } = current.current
    setState((before) => ({ ...before, isSaving: true }))
    const save = { slipId, connectionId, baseVersion: version, content: packDraft(sent) }
    const result = await settle(() => saveSlip(save))
    if (current.current.slipId !== slipId) return
    if (result.ok) {
      current.current.version = result.data.version
      current.current.stored = sent
      if (version === 0) window.history.replaceState(null, '', `/grants/new?slip=${slipId}`)
      setState({ saved: result.data, isSaving: false, refusal: null })
      window.dispatchEvent(new Event(SLIP_SAVED))
      return
    }
    stopped.current = result.code === 'conflict'
    setState((before) => ({ ...before, isSaving: false, refusal: result }))
    throw new SlipNotSaved(result)
  }, [connectionId])

  const schedule = useCallback(
    (after: number) => {
      clearTimeout(timer.current)
      if (!mayWrite || stopped.current) return
      timer.current = setTimeout(() => {
        flushRef.current().catch(() => schedule(RETRY_MS))
      }, after)
    },
    [mayWrite],
  )

  /** Saves what is not saved yet and gives the version that holds it. @throws SlipNotSaved */
  const flush = useCallback(async (): Promise<{ slipId: string; version: number }> => {
    clearTimeout(timer.current)
    while (isDirty(current.current)) {
      if (stopped.current) throw new SlipNotSaved(failure('conflict'))
      running.current ??= saveOnce().finally(() => {
        running.current = null
      })
      await running.current
    }
    return { slipId: current.current.slipId, version: current.current.version }
  }, [saveOnce])
  const flushRef = useRef(flush)
  flushRef.current = flush

  const change = useCallback(
    (patch: Partial<Draft>) => {
      const next = { ...current.current.draft, ...patch }
      current.current.draft = next
      current.current.slipId ||= crypto.randomUUID()
      setDraft(next)
      schedule(REST_MS)
    },
    [schedule],
  )

  const begin = useCallback((opened: SlipView | null) => {
    clearTimeout(timer.current)
    stopped.current = false
    const stored = opened ? draftOf(opened.content) : emptyDraft
    current.current = { slipId: opened?.id ?? '', version: opened?.version ?? 0, draft: stored, stored }
    setDraft(stored)
    setState({ saved: opened, isSaving: false, refusal: null })
  }, [])

  const asked = useSearchParams().get('slip')
  useEffect(() => {
    const { slipId, version } = current.current
    if (asked === null ? version === 0 : asked === slipId || slip?.id !== asked) return
    flushRef.current().catch(() => undefined)
    begin(asked === null ? null : slip)
  }, [asked, slip, begin])

  const openedId = slip?.id ?? null
  useEffect(() => {
    const keyOf = (slipId: string | null) => `${localKey}:${slipId ?? `new:${connectionId}`}`
    const local = readLocal(keyOf(openedId))
    dropLocal(keyOf(openedId))
    if (local) {
      current.current = {
        ...current.current,
        slipId: local.slipId,
        version: local.baseVersion,
        draft: draftOf(local.content),
      }
      setDraft(current.current.draft)
      schedule(REST_MS)
    }
    const keep = () => {
      const { slipId, version, draft: typed } = current.current
      if (!isDirty(current.current)) return null
      const key = keyOf(version > 0 ? slipId : null)
      keepLocal(key, slipId, version, packDraft(typed))
      return key
    }
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      const key = keep()
      if (!key || !mayWrite) return
      flushRef.current().then(
        () => dropLocal(key),
        () => undefined,
      )
    }
  }, [localKey, connectionId, openedId, mayWrite, schedule])

  /** Goes on with what is on screen as a slip of its own, after somebody else saved this one. */
  const saveAsNew = useCallback(() => {
    stopped.current = false
    current.current = { ...current.current, slipId: crypto.randomUUID(), version: 0, stored: emptyDraft }
    setState({ saved: null, isSaving: false, refusal: null })
    schedule(0)
  }, [schedule])

  /** Lets go of what is on screen for what was saved elsewhere. */
  const loadSaved = useCallback(() => {
    current.current.stored = current.current.draft
    window.location.reload()
  }, [])

  return {
    draft,
    change,
    flush,
    saveAsNew,
    loadSaved,
    clear: () => change(emptyDraft),
    isEmpty: isEmptyDraft(draft),
    ...state,
  }
}

/** A slip that could not be saved, so nothing may be planned or sent from it. */
export class SlipNotSaved extends Error {
  readonly failure: ActionFailure

  constructor(refusal: ActionFailure) {
    super(refusal.code)
    this.failure = refusal
  }
}

const isDirty = ({ draft, stored, slipId }: { draft: Draft; stored: Draft; slipId: string }) =>
  slipId !== '' && draft !== stored && JSON.stringify(packDraft(draft)) !== JSON.stringify(packDraft(stored))
