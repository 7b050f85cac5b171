'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import type { ActionFailure, ActionResult } from '@/lib/errors'

export type Refusal = { message: string; reference: string | undefined }

const causes = ['oneself', 'lastAdministrator', 'disabled'] as const

/** Runs one write, keeps what was refused for the screen, and refreshes the page's data after a success. */
export function useWrite<Input, Output>(write: (input: Input) => Promise<ActionResult<Output>>) {
  const router = useRouter()
  const t = useTranslations('people.refusal')
  const tErrors = useTranslations('errors')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isPending, startTransition] = useTransition()

  const toRefusal = (failure: ActionFailure): Refusal => {
    const cause = causes.find((name) => name === failure.detail?.cause)
    return { message: cause ? t(cause) : tErrors(failure.code), reference: failure.referenceId }
  }

  const run = (input: Input, onSuccess: (data: Output) => void, onFailure?: (failure: ActionFailure) => void) => {
    setRefusal(null)
    startTransition(async () => {
      const result = await write(input).catch((): ActionFailure => ({ ok: false, code: 'unexpected' }))
      if (result.ok) {
        onSuccess(result.data)
        router.refresh()
      } else {
        onFailure?.(result)
        if (!result.fieldErrors) setRefusal(toRefusal(result))
      }
    })
  }

  return { run, isPending, refusal }
}
