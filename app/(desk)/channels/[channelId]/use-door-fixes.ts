'use client'
import { get, useFormContext } from 'react-hook-form'
import { type ConditionType, type RankName, rankNames } from '@/lib/channels/form-schema'
import type { FormValues } from './form-values'

/** One-click ways out of what the upstream forbids between the two doors. */
export function useDoorFixes() {
  const { setValue, getValues, clearErrors, formState } = useFormContext<FormValues>()
  const settle = () => clearErrors(['primary.type', 'primary.enabled', 'secondary.type', 'secondary.enabled'])

  const setEnabled = (rank: RankName, enabled: boolean) => {
    setValue(`${rank}.enabled`, enabled, { shouldDirty: true })
    settle()
  }
  /** A draft goes along with its way, unless the other door has an edited draft of its own. */
  const carry = (from: RankName, to: RankName, type: ConditionType, draft: Record<string, unknown>) => {
    const [mine, stored] = [getValues(), formState.defaultValues]
    const isEdited = JSON.stringify(mine[to].drafts[type]) !== JSON.stringify(get(stored ?? {}, `${to}.drafts.${type}`))
    if (isEdited || from === to) return
    for (const [field, value] of Object.entries(draft))
      setValue(`${to}.drafts.${type}.${field}` as 'primary.drafts.pay.price', value as string, { shouldDirty: true })
  }
  const swap = () => {
    const { primary, secondary } = structuredClone(getValues())
    if (primary.type === null || secondary.type === null) return
    carry('primary', 'secondary', primary.type, primary.drafts[primary.type])
    carry('secondary', 'primary', secondary.type, secondary.drafts[secondary.type])
    setValue('primary.type', secondary.type, { shouldDirty: true })
    setValue('secondary.type', primary.type, { shouldDirty: true })
    for (const rank of rankNames) clearErrors(`${rank}.drafts`)
    settle()
  }
  return { setEnabled, swap }
}
