'use client'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { ChoiceChip } from '@/components/ui/chip'
import { Field } from '@/components/ui/field'
import { possibleVariables } from '@/lib/channels/apply-schema'
import { useRank } from '../[channelId]/rank-context'
import { type EditorValues, toChange } from './editor-values'

/** Fields left open until the change is used, for all channels alike or for each. */
export function VariableChoice() {
  const t = useTranslations('apply.editor')
  const tChannels = useTranslations('channels')
  const { rank, readOnly } = useRank()
  const { control, setValue, getValues, clearErrors } = useFormContext<EditorValues>()
  const values = useWatch({ control }) as EditorValues
  const possible = possibleVariables(toChange(values)).filter((variable) => variable.rank === rank)
  if (possible.length === 0) return null
  const chosen = values.variables
  const toggle = (path: string, type: string, field: string) => {
    const isChosen = getValues('variables').includes(path)
    setValue('variables', isChosen ? chosen.filter((other) => other !== path) : [...chosen, path], {
      shouldDirty: true,
    })
    clearErrors(`${rank}.drafts.${type}.${field}` as 'primary.drafts.pay.price')
  }
  return (
    <Field label={t('variables')} hint={t('variablesHint')} group>
      <div className="flex flex-wrap gap-1.5">
        {possible.map(({ path, type, field }) => (
          <ChoiceChip
            key={path}
            pressed={chosen.includes(path)}
            disabled={readOnly}
            onClick={() => toggle(path, type, field)}
          >
            {tChannels(`fields.${type}.${field}` as 'fields.pay.price')}
          </ChoiceChip>
        ))}
      </div>
    </Field>
  )
}
