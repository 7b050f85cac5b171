'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import type { ActionResult } from '@/lib/errors'
import { formatCount } from '@/lib/format'

type AdoptionDialogProps = {
  words: 'drift.adopt' | 'channel-drift.adopt'
  count: number
  longestReason: number
  adopt: (reason: string) => Promise<ActionResult<{ adopted: number; left: number }>>
  onClose: () => void
  onDone?: ((words: string) => void) | undefined
  children?: ReactNode
}

/** Says what will count from now on, and asks why. */
export function AdoptionDialog({ words, count, longestReason, adopt, onClose, onDone, children }: AdoptionDialogProps) {
  const t = useTranslations(words)
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  const submit = () =>
    startTransition(async () => {
      setProblem(null)
      setRefusal(null)
      const result = await settle(() => adopt(reason))
      if (!result.ok) {
        const key = result.fieldErrors?.reason ?? result.fieldErrors?.driftIds
        if (key) setProblem(t(`errors.${key}` as 'errors.required'))
        else setRefusal(tErrors(result.code))
        return
      }
      const { adopted, left } = result.data
      const counts = { count: formatCount(adopted), left: formatCount(left) }
      onDone?.(left > 0 ? t('doneLeft', counts) : t('done', counts))
      onClose()
      router.refresh()
    })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('title')}
      description={t('text', { count })}
      actions={
        <Button variant="primary" onClick={submit} pending={isPending && t('pending')}>
          {t('submit', { count: formatCount(count) })}
        </Button>
      }
    >
      {refusal ? <Notice tone="danger" live title={refusal} /> : null}
      {children}
      <Field label={t('reason')} hint={t('reasonHint')} error={problem} count={{ value: reason, max: longestReason }}>
        <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  )
}
