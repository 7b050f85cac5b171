'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { ActionResult } from '@/lib/errors'
import type { Submitted } from '@/lib/operations/submit'
import { ReasonField, reasonProblem } from './reason-field'
import { RightsRefusal } from './rights-refusal'
import { useRightsSubmit } from './use-rights-submit'

type RightsSubmitProps = {
  words: { submit: string; title: string; text: string }
  mayWrite: boolean
  danger?: boolean
  disabled?: boolean
  /** Something besides the reason was written. */
  isDirty?: boolean
  /** To be typed before it is sent. */
  typed?: string | undefined
  /** Says what else is amiss; false keeps the question back. */
  check?: () => boolean
  send: (written: { reason: string; requestKey: string }) => Promise<ActionResult<Submitted>>
}

/** The reason, the confirmation and the button. What is written here survives a preview that has moved. */
export function RightsSubmit({
  words,
  mayWrite,
  danger = true,
  disabled = false,
  isDirty = false,
  typed,
  check = () => true,
  send,
}: RightsSubmitProps) {
  const t = useTranslations('rights.form')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const { submit, isSubmitting, refusal } = useRightsSubmit()

  const ask = () => {
    setIsTried(true)
    if (check() && reasonProblem(reason) === null) setIsAsking(true)
  }
  const confirm = async () => {
    await submit((requestKey) => send({ reason: reason.trim(), requestKey }))
    setIsAsking(false)
  }
  return (
    <>
      <LeaveGuard when={(reason.trim() !== '' || isDirty) && !isSubmitting} />
      <ReasonField value={reason} onChange={setReason} isTried={isTried} />
      {refusal ? <RightsRefusal refusal={refusal} /> : null}
      <Button
        variant={danger ? 'danger' : 'primary'}
        size="lg"
        disabled={!mayWrite || disabled}
        pending={isSubmitting && t('submitting')}
        onClick={ask}
      >
        {words.submit}
      </Button>
      <p className="text-12 text-ink-3">{t(mayWrite ? 'after' : 'readOnly')}</p>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={words.title}
        description={words.text}
        confirmLabel={words.submit}
        danger={danger}
        pending={isSubmitting && t('submitting')}
        onConfirm={confirm}
        {...(typed === undefined ? {} : { typedConfirmation: typed })}
      />
    </>
  )
}
