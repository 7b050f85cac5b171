'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import type { ActionFailure, ActionResult } from '@/lib/errors'

export type Refusal = { message: string; reference: string | undefined }

const causes = ['endpointGone', 'notClosed', 'secretUnreadable'] as const

/** Runs one write, keeps what was refused for the screen, and reads the page anew after a success. */
export function useWrite<Input, Output>(write: (input: Input) => Promise<ActionResult<Output>>) {
  const router = useRouter()
  const t = useTranslations('connections')
  const tErrors = useTranslations('errors')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isPending, startTransition] = useTransition()

  const toRefusal = (failure: ActionFailure): Refusal => {
    const cause = causes.find((name) => name === failure.detail?.cause)
    const message =
      failure.code === 'stale_base' ? t('form.stale') : cause ? t(`errors.${cause}`) : tErrors(failure.code)
    return { message, reference: failure.referenceId }
  }

  const run = (input: Input, onSuccess: (data: Output) => void, onFailure?: (failure: ActionFailure) => void) => {
    setRefusal(null)
    startTransition(async () => {
      const result = await write(input).catch((): ActionFailure => ({ ok: false, code: 'unexpected' }))
      if (result.ok) {
        onSuccess(result.data)
        router.refresh()
        return
      }
      onFailure?.(result)
      if (!result.fieldErrors) setRefusal(toRefusal(result))
    })
  }

  return { run, isPending, refusal }
}
