'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatCount } from '@/lib/format'
import type { AccountPlan } from '@/lib/grants/account-plan-schema'
import { submitAccountRevoke } from '../../actions'
import { ReasonField, reasonProblem } from '../../reason-field'
import { RightsRefusal } from '../../rights-refusal'
import { useRightsSubmit } from '../../use-rights-submit'

/** Why, and the partner's AppID typed by hand. */
export function AccountRevokeForm({
  connectionId,
  plan,
  mayWrite,
}: {
  connectionId: string
  plan: AccountPlan
  mayWrite: boolean
}) {
  const t = useTranslations('rights.accountRevoke')
  const tForm = useTranslations('rights.form')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const { submit, isSubmitting, refusal } = useRightsSubmit()
  const { appid, name } = plan.licensee

  const ask = () => {
    setIsTried(true)
    if (reasonProblem(reason) === null) setIsAsking(true)
  }
  const confirm = async () => {
    const input = { connectionId, appid, reason: reason.trim(), planKey: plan.planKey, confirmedAppid: appid }
    await submit((requestKey) => submitAccountRevoke({ ...input, requestKey }))
    setIsAsking(false)
  }
  return (
    <div className="grid content-start gap-4">
      <LeaveGuard when={reason.trim() !== '' && !isSubmitting} />
      <ReasonField value={reason} onChange={setReason} isTried={isTried} />
      {refusal ? <RightsRefusal refusal={refusal} /> : null}
      <Button
        variant="danger"
        size="lg"
        disabled={!mayWrite}
        pending={isSubmitting && tForm('submitting')}
        onClick={ask}
      >
        {t('submit')}
      </Button>
      <p className="text-12 text-ink-3">{tForm(mayWrite ? 'after' : 'readOnly')}</p>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={t('confirmTitle', { name })}
        description={t('confirmText', { count: formatCount(plan.onlyByAccount) })}
        confirmLabel={t('submit')}
        danger
        pending={isSubmitting && tForm('submitting')}
        onConfirm={confirm}
        typedConfirmation={appid}
      />
    </div>
  )
}
