'use client'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import { limits } from '@/lib/channels/rules-schema'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'

/** The notice viewers agree to. What is written here is cleaned on the server before it is sent. */
export function PrivacyFields() {
  const t = useTranslations('channels')
  const { rank, base, readOnly } = useRank()
  const { control, register, setValue } = useFormContext<FormValues>()
  const notice = useWatch({ control, name: `${rank}.privacy` })
  const before = base.form.privacy
  return (
    <div className="grid gap-2">
      <div className="flex min-h-10 items-center gap-2.5 border-t border-line-soft">
        <span>{t('fields.privacy.enabled')}</span>
        {base.unreadable.includes('privacy.enabled') ? (
          <span className="text-12 text-ink-3">{t('hints.unreadable')}</span>
        ) : null}
        <span className="ml-auto flex items-center gap-2.5">
          {notice.enabled !== before.enabled ? (
            <span className="text-12 font-medium text-azurite">
              {t('was', { value: t(before.enabled ? 'flag.on' : 'flag.off') })}
            </span>
          ) : null}
          <Switch
            ariaLabel={t('fields.privacy.enabled')}
            checked={notice.enabled}
            disabled={readOnly}
            onCheckedChange={(checked) => setValue(`${rank}.privacy.enabled`, checked, { shouldDirty: true })}
          />
        </span>
      </div>
      {notice.enabled ? (
        <FormField<FormValues>
          name={`${rank}.privacy.content`}
          label={t('fields.privacy.content')}
          max={limits['privacy.content']}
          hint={t('hints.privacy')}
        >
          <Textarea
            rows={4}
            changed={notice.content !== before.content}
            disabled={readOnly}
            {...register(`${rank}.privacy.content`)}
          />
        </FormField>
      ) : null}
    </div>
  )
}
