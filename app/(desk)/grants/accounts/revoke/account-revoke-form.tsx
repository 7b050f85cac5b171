'use client'
import { useTranslations } from 'next-intl'
import { formatCount } from '@/lib/format'
import type { AccountPlan } from '@/lib/grants/account-plan-schema'
import { submitAccountRevoke } from '../../actions'
import { RightsSubmit } from '../../rights-submit'

type AccountRevokeFormProps = { connectionId: string; plan: AccountPlan; mayWrite: boolean }

/** Why, and the partner's AppID typed by hand. */
export function AccountRevokeForm({ connectionId, plan, mayWrite }: AccountRevokeFormProps) {
  const t = useTranslations('rights.accountRevoke')
  const { appid, name } = plan.licensee
  return (
    <div className="grid content-start gap-4">
      <RightsSubmit
        words={{
          submit: t('submit'),
          title: t('confirmTitle', { name }),
          text: t('confirmText', { count: formatCount(plan.onlyByAccount) }),
        }}
        mayWrite={mayWrite}
        typed={appid}
        send={(written) =>
          submitAccountRevoke({ ...written, connectionId, appid, planKey: plan.planKey, confirmedAppid: appid })
        }
      />
    </div>
  )
}
