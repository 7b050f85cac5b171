'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { Switch } from '@/components/ui/switch'
import { limits } from '@/lib/channels/rules-schema'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'
import { RestoreValue } from './restore-value'
import { useRestore } from './use-restore'

/** Fetched when a notice is first opened: most channels have none. */
const NoticeEditor = dynamic(() => import('./notice-editor').then((module) => module.NoticeEditor), {
  ssr: false,
  loading: () => <Opening />,
})

function Opening() {
  return <p className="control text-ink-3">{useTranslations('conditions.notice')('opening')}</p>
}

/** The notice viewers agree to. What is written here is cleaned on the server before it is sent. */
export function PrivacyFields() {
  const t = useTranslations('channels')
  const say = useTranslations('conditions.notice')
  const { rank, base, readOnly } = useRank()
  const { control, setValue, trigger } = useFormContext<FormValues>()
  const notice = useWatch({ control, name: `${rank}.privacy` })
  const before = base.form.privacy
  const { restore } = useRestore()
  const name = `${rank}.privacy.content` as const
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
              <RestoreValue
                value={t(before.enabled ? 'flag.on' : 'flag.off')}
                onRestore={() => restore('privacy.enabled')}
              />
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
          name={name}
          label={t('fields.privacy.content')}
          group
          was={
            notice.content !== before.content && before.content !== '' ? (
              <RestoreValue value={say('stored')} onRestore={() => restore('privacy.content')} />
            ) : undefined
          }
          max={limits['privacy.content']}
          hint={say('hint')}
        >
          <NoticeEditor
            value={notice.content}
            stored={before.content}
            disabled={readOnly}
            onChange={(html) => setValue(name, html, { shouldDirty: true, shouldTouch: true })}
            onBlur={() => void trigger(name)}
          />
        </FormField>
      ) : null}
    </div>
  )
}
