'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import type { ActionFailure } from '@/lib/errors'
import { countCodePoints, formatCount } from '@/lib/format'
import type { Answer, OpenQuestion } from '@/lib/operations/check-schema'
import { answerOperation } from './actions'

type AnswerDialogProps = {
  operationId: string
  answer: Answer
  questions: readonly OpenQuestion[]
  onClose: () => void
}

/** Says what an answer means before it is given, and asks how the person knows. */
export function AnswerDialog({ operationId, answer, questions, onClose }: AnswerDialogProps) {
  const t = useTranslations('receipt.unknown')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const [isPending, startTransition] = useTransition()
  const length = countCodePoints(reason.trim())
  const isFit = length >= 2 && length <= 500
  const submit = () => {
    setIsTried(true)
    if (!isFit) return
    startTransition(async () => {
      const itemIds = questions.map((question) => question.itemId)
      const result = await settle(() => answerOperation({ operationId, itemIds, answer, reason }))
      if (!result.ok) {
        setRefusal(result)
        return
      }
      router.refresh()
      onClose()
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t(`${answer}Title`, { count: formatCount(questions.length) })}
      description={t(`${answer}Means`)}
      actions={
        <>
          <Button onClick={onClose}>{t('back')}</Button>
          <Button variant="primary" onClick={submit} pending={isPending && t('saving')}>
            {t(`${answer}Confirm`)}
          </Button>
        </>
      }
    >
      <Field
        label={t('reason')}
        hint={t('reasonHint')}
        error={isTried && !isFit ? t(length > 500 ? 'reasonLong' : 'reasonShort') : undefined}
        count={{ value: reason, max: 500 }}
      >
        <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {refusal ? (
        <Notice tone="danger" live title={refusal.code === 'conflict' ? t('answered') : tErrors(refusal.code)} />
      ) : null}
    </Dialog>
  )
}
