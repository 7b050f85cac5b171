'use client'
import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { type ActionResult, failure } from '@/lib/errors'

/** Why what is typed on this page cannot be sent at the moment. */
type Trouble = 'offline' | 'unreachable' | 'outdated' | 'signed_out'

let trouble: Trouble | null = null
const listeners = new Set<() => void>()

export function reportTrouble(found: Trouble | null): void {
  if (trouble === found) return
  trouble = found
  for (const listener of listeners) listener()
}

export const useTrouble = (): Trouble | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => trouble,
    () => null,
  )

const UNLOADING_MS = 600

/** A page being left loses its requests as well: only one that is still there a moment later has anything to say. */
const reportLost = () =>
  isOffline() ? reportTrouble('offline') : void setTimeout(() => reportTrouble('unreachable'), UNLOADING_MS)

const isOffline = () => typeof navigator !== 'undefined' && !navigator.onLine

/** `fetch` for reads of our own: asks nobody while the browser is offline, and tells the page when nobody answers. */
export async function ask(path: string, init?: RequestInit): Promise<Response> {
  if (isOffline()) {
    reportTrouble('offline')
    throw new TypeError('offline')
  }
  try {
    const response = await fetch(path, init)
    if (response.status === 401) reportTrouble('signed_out')
    else if (trouble === 'offline' || trouble === 'unreachable') reportTrouble(null)
    return response
  } catch (error) {
    if (!init?.signal?.aborted) reportLost()
    throw error
  }
}

/** A look at what is looked at again soon: null when there is nothing to be had, or when it was left half-way. */
export async function look<T>(path: string, signal: AbortSignal): Promise<T | null> {
  try {
    const response = await ask(path, { signal })
    return response.ok ? ((await response.json()) as T) : null
  } catch {
    return null
  }
}

/**
 * Waits for a write and never throws. Offline it is not even begun; after a lost connection nobody knows whether it arrived;
 * an action that the server no longer has belongs to a page from before an update, and was not run.
 */
export async function settle<T>(write: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  if (isOffline()) {
    reportTrouble('offline')
    return failure('offline')
  }
  try {
    const result = await write()
    if (!result.ok && result.code === 'signed_out') reportTrouble('signed_out')
    return result
  } catch (error) {
    if (isUnrecognizedAction(error)) {
      reportTrouble('outdated')
      return failure('outdated')
    }
    if (!(error instanceof TypeError)) return failure('unexpected')
    reportLost()
    return failure('not_reached')
  }
}

const maybeTaken: readonly string[] = ['unexpected', 'not_recorded', 'not_reached']

/** Whether the request may have been taken although nobody said so: its key stays, so that a repeat finds it. */
export const mayBeTaken = (code: string): boolean => maybeTaken.includes(code)
