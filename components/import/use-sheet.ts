'use client'
import { useRef, useState } from 'react'
import { type ActionFailure, failure } from '@/lib/errors'
import { type SheetContent, sheetLimits } from '@/lib/sheets/schema'
import { post } from './post'

export type SheetState =
  | { step: 'none' }
  | { step: 'reading'; name: string }
  | { step: 'refused'; name: string; failure: ActionFailure }
  | { step: 'read'; name: string; content: SheetContent }

/** Sends the chosen file to be read. A file chosen meanwhile takes the place of the one before. */
export function useSheet() {
  const [state, setState] = useState<SheetState>({ step: 'none' })
  const running = useRef<AbortController>(null)

  const read = async (file: File) => {
    running.current?.abort()
    const { name } = file
    if (file.size > sheetLimits.bytes) {
      const tooLarge = failure('invalid_input', { fieldErrors: { file: 'tooLarge' } })
      return setState({ step: 'refused', name, failure: tooLarge })
    }
    const controller = new AbortController()
    running.current = controller
    setState({ step: 'reading', name })
    const result = await post<SheetContent>('/api/sheets', file, controller.signal)
    if (controller.signal.aborted) return
    setState(result.ok ? { step: 'read', name, content: result.data } : { step: 'refused', name, failure: result })
  }

  const clear = () => {
    running.current?.abort()
    setState({ step: 'none' })
  }
  return { state, read, clear }
}
