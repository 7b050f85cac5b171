'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import type { ActionFailure, ActionResult } from '@/lib/errors'

export type Refusal = { message: string; reference: string | undefined }

/**
 * Runs one write, keeps what was refused for the screen, and reads the page anew after a success.
 * @param explain the screen's own words for a refusal; null leaves it to the common ones.
 */
export function useWrite<Input, Output>(
  write: (input: Input) => Promise<ActionResult<Output>>,
  explain: (failure: ActionFailure) => string | null,
) {
  const router = useRouter()
  const tErrors = useTranslations('errors')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isPending, startTransition] = useTransition()

  const run = (input: Input, onSuccess: (data: Output) => void, onFailure?: (failure: ActionFailure) => void) => {
    setRefusal(null)
    startTransition(async () => {
      const result = await settle(() => write(input))
      if (result.ok) {
        onSuccess(result.data)
        router.refresh()
        return
      }
      onFailure?.(result)
      if (!result.fieldErrors)
        setRefusal({ message: explain(result) ?? tErrors(result.code), reference: result.referenceId })
    })
  }

  return { run, isPending, refusal }
}
