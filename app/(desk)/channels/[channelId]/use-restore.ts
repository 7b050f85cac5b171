'use client'
import { type FieldPath, get, useFormContext } from 'react-hook-form'
import { type ConditionType, hasPrivacy } from '@/lib/channels/form-schema'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'

/** Ways back to what the upstream holds: one value, or everything of the type that is shown. */
export function useRestore() {
  const { rank, base } = useRank()
  const { setValue, clearErrors } = useFormContext<FormValues>()
  const restore = (...paths: string[]) => {
    for (const path of paths) {
      const name = `${rank}.${path}` as FieldPath<FormValues>
      setValue(name, structuredClone(get(base.form, path)), { shouldDirty: true })
      clearErrors(name)
    }
  }
  const restorePanel = (type: ConditionType) => {
    // One value at a time: the rows of a registration only listen to their own name.
    for (const field of Object.keys(base.form.drafts[type])) restore(`drafts.${type}.${field}`)
    if (hasPrivacy(type)) for (const field of Object.keys(base.form.privacy)) restore(`privacy.${field}`)
  }
  return { restore, restorePanel }
}
