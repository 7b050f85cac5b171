'use client'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { type ConditionType, hasPrivacy } from '@/lib/channels/form-schema'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'
import { useRestore } from './use-restore'

/** One click back to what the upstream holds for the whole of the type that is shown; absent while nothing differs. */
export function RestorePanel({ type, onRestored }: { type: ConditionType; onRestored: () => void }) {
  const t = useTranslations('channels')
  const { rank, base, readOnly } = useRank()
  const { control } = useFormContext<FormValues>()
  const { restorePanel } = useRestore()
  const [draft, privacy] = useWatch({ control, name: [`${rank}.drafts.${type}`, `${rank}.privacy`] })
  const differs =
    JSON.stringify(draft) !== JSON.stringify(base.form.drafts[type]) ||
    (hasPrivacy(type) && JSON.stringify(privacy) !== JSON.stringify(base.form.privacy))
  if (readOnly || !differs) return null
  return (
    <div className="-mt-1 mb-2 flex justify-end">
      <Button
        variant="ghost"
        size="sm"
        icon="undo"
        onClick={() => {
          restorePanel(type)
          onRestored()
        }}
      >
        {t('restorePanel')}
      </Button>
    </div>
  )
}
