'use client'
import { type ComponentType, useEffect, useInsertionEffect, useRef, useState } from 'react'
import type { DialogFrameProps } from './dialog-frame'

export type DialogProps = DialogFrameProps

let Frame: ComponentType<DialogFrameProps> | null = null

/** Fetches what a dialog is made of, so that one opens at once and the next key is typed into it. */
export async function fetchDialog(): Promise<void> {
  Frame ??= (await import('./dialog-frame')).DialogFrame
}

/** Asks or shows something over the page. No page loads it first: it is fetched once the page answers, before it is needed. */
export function Dialog(props: DialogProps) {
  const { open } = props
  const [isFetched, setFetched] = useState(Frame !== null)
  const [wasOpened, setOpened] = useState(open)
  if (open && !wasOpened) setOpened(true)
  useEffect(() => {
    if (isFetched) return
    fetchDialog().then(
      () => setFetched(true),
      (error: unknown) => {
        // While nobody waits for it, it is left for when somebody does.
        if (open)
          setFetched(() => {
            throw error
          })
      },
    )
  }, [isFetched, open])
  useFocusBack(open)
  return Frame && isFetched && wasOpened ? <Frame {...props} /> : null
}

/** A dialog that its page takes away whole, instead of closing it, would leave the focus nowhere. */
function useFocusBack(open: boolean): void {
  const opener = useRef<Element>(null)
  // Before any other effect: an open dialog makes the rest of the page inert, which takes the focus off the opener.
  useInsertionEffect(() => {
    if (open) opener.current = document.activeElement
  }, [open])
  useEffect(() => {
    if (!open) return
    return () => {
      requestAnimationFrame(() => {
        const { current } = opener
        if (document.activeElement === document.body && current instanceof HTMLElement) current.focus()
      })
    }
  }, [open])
}
