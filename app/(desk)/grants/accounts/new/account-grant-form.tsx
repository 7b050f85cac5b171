'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { formatDateTime } from '@/lib/format'
import type { AccountPlan } from '@/lib/grants/account-plan-schema'
import { earliestExpiry, expiryProblem } from '@/lib/grants/schema'
import { submitAccountGrant } from '../../actions'
import { RightsSubmit } from '../../rights-submit'

type AccountGrantFormProps = { connectionId: string; plan: AccountPlan; now: string; mayWrite: boolean }

/** Until when, why, and the partner's AppID typed by hand. */
export function AccountGrantForm({ connectionId, plan, now, mayWrite }: AccountGrantFormProps) {
  const t = useTranslations('rights.accountGrant')
  const tForm = useTranslations('rights.form')
  const [kind, setKind] = useState<'date' | 'permanent'>('date')
  const [at, setAt] = useState('')
  const [isTried, setIsTried] = useState(false)
  const earliest = formatDateTime(earliestExpiry(Date.parse(now)))
  const problem = kind === 'date' ? expiryProblem(at, Date.parse(now)) : null
  const isShown = problem !== null && (isTried || problem !== 'required')
  const { appid, name } = plan.licensee

  const check = () => {
    setIsTried(true)
    return problem === null
  }
  return (
    <div className="grid content-start gap-4">
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
      <RightsSubmit
        words={{ submit: t('submit'), title: t('confirmTitle', { name }), text: t('confirmText') }}
        mayWrite={mayWrite}
        isDirty={at !== ''}
        typed={appid}
        check={check}
        send={(written) =>
          submitAccountGrant({
            ...written,
            connectionId,
            appid,
            expiry: kind === 'permanent' ? { kind } : { kind, at },
            planKey: plan.planKey,
            confirmedAppid: appid,
          })
        }
      />
    </div>
  )
}
