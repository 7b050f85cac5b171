'use client'
import dynamic from 'next/dynamic'
import { useEffect, useInsertionEffect, useRef, useState } from 'react'
import type { DialogFrameProps } from './dialog-frame'

type DialogProps = DialogFrameProps

/** Fetches what a dialog is made of, so that one opens at once and the next key is typed into it. */
export const fetchDialog = () => import('./dialog-frame')
const DialogFrame = dynamic(() => fetchDialog().then((module) => module.DialogFrame), { ssr: false })

/** Asks or shows something over the page. No page loads it first: it is fetched once the page answers, before it is needed. */
export function Dialog(props: DialogProps) {
  const { open } = props
  const [wasOpened, setOpened] = useState(open)
  if (open && !wasOpened) setOpened(true)
  useEffect(() => void fetchDialog(), [])
  useFocusBack(open)
  return wasOpened ? <DialogFrame {...props} /> : null
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
