'use client'
import { useSyncExternalStore } from 'react'

/**
 * What is known of the picture behind an address. `loading`: its host is being asked. `read`: drawn and read here.
 * `shown`: it can be looked at, but its host lets no page read it. `failed`: it did not come.
 */
export type Picture = {
  state: 'loading' | 'read' | 'shown' | 'failed'
  /** A copy of its own, drawn in this browser. */
  copy: string | null
  /** What its code says; null when no code was found in it. */
  text: string | null
  /** Chosen by the person, so it may not be the one behind the address. */
  isChosen: boolean
}

const unknown: Picture = { state: 'loading', copy: null, text: null, isChosen: false }
const pictures = new Map<string, Picture>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Kept for as long as the page is open: the field reads a picture once, and the viewer's page shows that copy. */
export function keepPicture(address: string, picture: Partial<Picture>): void {
  pictures.set(address, { ...(pictures.get(address) ?? unknown), ...picture })
  for (const listener of listeners) listener()
}

export function usePicture(address: string | null): Picture | null {
  const read = () => (address === null ? null : (pictures.get(address) ?? null))
  return useSyncExternalStore(subscribe, read, () => null)
}
