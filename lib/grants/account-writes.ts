import 'server-only'
import type { z } from 'zod'
import { type ActionResult, failure } from '@/lib/errors'
import type { AccountPlan } from '@/lib/grants/account-plan-schema'
import { toSeconds } from '@/lib/grants/classify-cell'
import { planAccount } from '@/lib/grants/plan-account'
import { accountGrantInput, accountRevokeInput } from '@/lib/grants/rights-input-schema'
import { confirmPlan, isRepeat, writableAccount } from '@/lib/grants/rights-submit'
import { expiresAtOf } from '@/lib/grants/schema'
import { type NewItem, type Submitted, submitOperation } from '@/lib/operations/submit'
import { defineWrite, type WriteContext } from '@/lib/write'

const target = ({ appid }: { appid: string }) => ({ type: 'account_grant' as const, id: appid, name: appid })

/** Grants one licensee every drama of the account, later ones included. */
export const grantAccount = defineWrite({
  name: 'account.grant',
  permission: 'account_grant.write',
  input: accountGrantInput,
  target,
  run: (input, context) => {
    const expiresAt = toSeconds(expiresAtOf(input.expiry))
    return submitAccount('account.grant', input, context, expiresAt, ({ held }) =>
      held === expiresAt ? failure('invalid_input', { fieldErrors: { expiry: 'sameExpiry' } }) : null,
    )
  },
})

/** Takes the account-level grant back from one licensee. Its grants of single dramas stay. */
export const revokeAccount = defineWrite({
  name: 'account.revoke',
  permission: 'account_grant.write',
  input: accountRevokeInput,
  target,
  run: (input, context) =>
    submitAccount('account.revoke', input, context, null, ({ held }) =>
      held === null ? failure('invalid_input', { fieldErrors: { appid: 'notHeld' } }) : null,
    ),
})

/** @param expiresAt what is to be held afterwards, in seconds (0 permanent); null for nothing. */
async function submitAccount(
  action: 'account.grant' | 'account.revoke',
  { connectionId, appid, reason, planKey, confirmedAppid, requestKey }: z.output<typeof accountRevokeInput>,
  { actor, requestId }: WriteContext,
  expiresAt: number | null,
  refusalOf: (plan: AccountPlan) => ReturnType<typeof failure> | null,
): Promise<ActionResult<Submitted>> {
  const connection = await writableAccount(connectionId)
  if (!connection) return failure('connection_missing')
  const operation = {
    action,
    connectionId,
    requestKey,
    reason,
    actor,
    requestId,
    input: { appid, expiresAt, reason },
    target: target({ appid }),
  }
  if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
  if (confirmedAppid.trim() !== appid)
    return failure('invalid_input', { fieldErrors: { confirmedAppid: 'confirmAppid' } })
  const confirmed = await confirmPlan(planKey, (maxAgeMs) => planAccount({ connectionId, appid }, maxAgeMs))
  if (!confirmed.ok) return confirmed
  const { plan } = confirmed
  const refusal = refusalOf(plan)
  if (refusal) return refusal
  const { name } = plan.licensee
  const before = plan.held === null ? null : { expiresAt: plan.held }
  const after = expiresAt === null ? null : { expiresAt }
  return submitOperation({
    ...operation,
    target: { ...operation.target, name },
    summary: {
      licensees: 1,
      licenseeNames: [name],
      toSend: 1,
      playable: plan.playable,
      onlyByAccount: plan.onlyByAccount,
      ...(expiresAt === null ? {} : { expiresAt }),
    },
    before,
    after,
    items: [itemOf(appid, name, expiresAt, before)],
  })
}

const itemOf = (appid: string, name: string, expiresAt: number | null, before: NewItem['before']): NewItem => ({
  targetKey: `account:${appid}`,
  groupKey: appid,
  targetType: 'account_grant',
  targetId: appid,
  targetName: name,
  plan: 'change',
  intent: { appid, licenseeName: name, ...(expiresAt === null ? {} : { expiresAt }) },
  before: before ?? null,
})
