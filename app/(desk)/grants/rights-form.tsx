'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatCount } from '@/lib/format'
import { TYPED_FROM } from '@/lib/grants/rights-plan-schema'
import type { GrantSelection } from '@/lib/grants/selection-schema'
import { replaceGrants, revokeGrants } from './actions'
import { ReasonField, reasonProblem } from './reason-field'
import { RightsRefusal } from './rights-refusal'
import { useRightsSubmit } from './use-rights-submit'

type RightsWork =
  | { kind: 'revoke'; connectionId: string; selection: GrantSelection; loses: number }
  | { kind: 'replace'; operationId: string; gap: string }

/** The reason, the confirmation and the button. What is written here survives a preview that has moved. */
export function RightsForm({
  work,
  toSend,
  planKey,
  mayWrite,
}: {
  work: RightsWork
  toSend: number
  planKey: string
  mayWrite: boolean
}) {
  const t = useTranslations('rights.form')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const { submit, isSubmitting, refusal } = useRightsSubmit()
  const count = formatCount(toSend)
  const isTyped = work.kind === 'replace' || toSend >= TYPED_FROM

  const ask = () => {
    setIsTried(true)
    if (reasonProblem(reason) === null) setIsAsking(true)
  }
  const confirm = async () => {
    const shared = { reason: reason.trim(), planKey }
    await submit((requestKey) =>
      work.kind === 'revoke'
        ? revokeGrants({
            ...shared,
            connectionId: work.connectionId,
            selection: work.selection,
            confirmedCount: isTyped ? toSend : null,
            requestKey,
          })
        : replaceGrants({ ...shared, operationId: work.operationId, confirmedCount: toSend, requestKey }),
    )
    setIsAsking(false)
  }
  return (
    <div className="mt-4 grid gap-4">
      <LeaveGuard when={reason.trim() !== '' && !isSubmitting} />
      <ReasonField value={reason} onChange={setReason} isTried={isTried} />
      {refusal ? <RightsRefusal refusal={refusal} /> : null}
      <Button
        variant={work.kind === 'revoke' ? 'danger' : 'primary'}
        size="lg"
        disabled={!mayWrite || toSend === 0}
        pending={isSubmitting && t('submitting')}
        onClick={ask}
      >
        {toSend === 0 ? t('none') : t(work.kind, { count })}
      </Button>
      <p className="text-12 text-ink-3">{t(mayWrite ? 'after' : 'readOnly')}</p>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={t(work.kind === 'revoke' ? 'confirmRevoke' : 'confirmReplace', { count })}
        description={
          work.kind === 'revoke'
            ? t('confirmRevokeText', { loses: formatCount(work.loses) })
            : t('confirmReplaceText', { gap: work.gap, count })
        }
        confirmLabel={t(work.kind, { count })}
        danger={work.kind === 'revoke'}
        pending={isSubmitting && t('submitting')}
        onConfirm={confirm}
        {...(isTyped ? { typedConfirmation: String(toSend) } : {})}
      />
    </div>
  )
}
