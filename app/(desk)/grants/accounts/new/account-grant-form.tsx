'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DateTimeField } from '@/components/ui/date-time-field'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { formatDateTime } from '@/lib/format'
import type { AccountPlan } from '@/lib/grants/account-plan-schema'
import { earliestExpiry, expiryProblem } from '@/lib/grants/schema'
import { submitAccountGrant } from '../../actions'
import { ReasonField, reasonProblem } from '../../reason-field'
import { RightsRefusal } from '../../rights-refusal'
import { useRightsSubmit } from '../../use-rights-submit'

type AccountGrantFormProps = { connectionId: string; plan: AccountPlan; now: string; mayWrite: boolean }

/** Until when, why, and the partner's AppID typed by hand. */
export function AccountGrantForm({ connectionId, plan, now, mayWrite }: AccountGrantFormProps) {
  const t = useTranslations('rights.accountGrant')
  const tForm = useTranslations('rights.form')
  const [kind, setKind] = useState<'date' | 'permanent'>('date')
  const [at, setAt] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const { submit, isSubmitting, refusal } = useRightsSubmit()
  const earliest = formatDateTime(earliestExpiry(Date.parse(now)))
  const problem = kind === 'date' ? expiryProblem(at, Date.parse(now)) : null
  const isShown = problem !== null && (isTried || problem !== 'required')
  const { appid, name } = plan.licensee

  const ask = () => {
    setIsTried(true)
    if (problem === null && reasonProblem(reason) === null) setIsAsking(true)
  }
  const confirm = async () => {
    await submit((requestKey) =>
      submitAccountGrant({
        connectionId,
        appid,
        expiry: kind === 'permanent' ? { kind } : { kind, at },
        reason: reason.trim(),
        planKey: plan.planKey,
        confirmedAppid: appid,
        requestKey,
      }),
    )
    setIsAsking(false)
  }
  return (
    <div className="grid content-start gap-4">
      <LeaveGuard when={(reason.trim() !== '' || at !== '') && !isSubmitting} />
      <Field label={t('until')} group>
        <RadioGroup
          value={kind}
          onValueChange={setKind}
          options={[
            { value: 'date', label: t('date') },
            { value: 'permanent', label: t('permanent') },
          ]}
        />
      </Field>
      {kind === 'date' ? (
        <Field
          id="field-expiry"
          label={t('expiry')}
          hint={t('earliest', { time: earliest })}
          error={isShown ? tForm(problem, { time: earliest }) : undefined}
        >
          <DateTimeField value={at} onValueChange={setAt} min={earliest} />
        </Field>
      ) : (
        <p className="text-12 text-ink-3">{t('permanentNote')}</p>
      )}
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
        description={t('confirmText')}
        confirmLabel={t('submit')}
        danger
        pending={isSubmitting && tForm('submitting')}
        onConfirm={confirm}
        typedConfirmation={appid}
      />
    </div>
  )
}
