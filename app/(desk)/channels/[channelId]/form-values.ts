import type { FieldErrors as FormErrors, Resolver } from 'react-hook-form'
import { set } from 'react-hook-form'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { type ConditionsForm, rankNames, toSubmission } from '@/lib/channels/form-schema'
import { checkConditions, checkTypeChosen } from '@/lib/channels/rules-schema'
import { countCodePoints } from '@/lib/format'

/** `confirmation` is asked for the account default only. */
export type FormValues = ConditionsForm & { reason: string; confirmation?: string }

const REASON_MAX = 200

export const valuesOf = (channel: ChannelBase, reason = ''): FormValues =>
  structuredClone({
    primary: channel.base.primary.form,
    secondary: channel.base.secondary.form,
    reason,
    confirmation: '',
  })

/** The same rules as the server's, over what would be submitted; drafts of other types are never looked at. */
export function resolverFor(channel: ChannelBase, accountName?: string): Resolver<FormValues> {
  return (values) => {
    const found = checkConditions(toSubmission(values, channel.base), channel.base, Date.now())
    for (const name of rankNames)
      Object.assign(found, checkTypeChosen(name, values[name].enabled, values[name].type, channel.base[name]))
    if (values.reason.trim() === '') found.reason = 'reasonRequired'
    else if (countCodePoints(values.reason) > REASON_MAX) found.reason = 'reasonTooLong'
    if (accountName !== undefined && values.confirmation?.trim() !== accountName)
      found.confirmation = 'confirmationWrong'
    const errors: FormErrors<FormValues> = {}
    for (const [path, message] of Object.entries(found)) set(errors, path, { type: 'rule', message })
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} }
  }
}

/** Takes the newer base for everything the person left alone, and keeps what they changed. */
function rebase(oldBase: unknown, mine: unknown, newBase: unknown): unknown {
  if (isRecord(oldBase) && isRecord(mine) && isRecord(newBase)) {
    return Object.fromEntries(Object.keys(newBase).map((key) => [key, rebase(oldBase[key], mine[key], newBase[key])]))
  }
  return JSON.stringify(oldBase) === JSON.stringify(mine) ? structuredClone(newBase) : mine
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function rebaseValues(oldForms: ConditionsForm, mine: FormValues, channel: ChannelBase): FormValues {
  const fresh = valuesOf(channel)
  return {
    primary: rebase(oldForms.primary, mine.primary, fresh.primary) as FormValues['primary'],
    secondary: rebase(oldForms.secondary, mine.secondary, fresh.secondary) as FormValues['secondary'],
    reason: mine.reason,
    confirmation: '',
  }
}
