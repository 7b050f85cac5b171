'use client'
import { useTranslations } from 'next-intl'
import { get, useFormContext, useFormState, useWatch } from 'react-hook-form'
import { useErrorTranslation } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { isLocked } from '@/lib/channels/form-schema'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'
import { useDoorFixes } from './use-door-fixes'

/** What the upstream forbids between the two doors, said before anything is sent, with the clicks that mend it. */
export function RankHints({ isBarred, onChoose }: { isBarred: boolean; onChoose: () => void }) {
  const t = useTranslations('conditions')
  const { rank, base, readOnly } = useRank()
  const { control } = useFormContext<FormValues>()
  const { setEnabled } = useDoorFixes()
  const [enabled, type, primaryType] = useWatch({
    control,
    name: [`${rank}.enabled`, `${rank}.type`, 'primary.type'],
  })
  const mayMend = !readOnly && !isLocked(base)
  if (isBarred)
    return (
      <Notice
        live
        tone={enabled ? 'attention' : 'note'}
        title={t('needsPrimary')}
        className="mt-4"
        action={
          enabled && mayMend ? (
            <>
              <Button size="sm" onClick={() => setEnabled('secondary', false)}>
                {t('closeBoth')}
              </Button>
              <Button size="sm" onClick={() => setEnabled('primary', true)}>
                {t('openPrimary')}
              </Button>
            </>
          ) : null
        }
      />
    )
  const clashes = rank === 'secondary' && enabled && type !== null && type === primaryType
  if (!clashes) return null
  return (
    <Notice
      live
      tone="attention"
      title={t('sameWay')}
      className="mt-4"
      action={
        mayMend ? (
          <>
            <Button size="sm" onClick={onChoose}>
              {t('chooseAnother')}
            </Button>
            <Button size="sm" onClick={() => setEnabled('secondary', false)}>
              {t('closeSecondary')}
            </Button>
          </>
        ) : null
      }
    />
  )
}

/** What is wrong with the door as a whole: its switch or its way. */
export function RankError() {
  const { rank } = useRank()
  const { control } = useFormContext<FormValues>()
  const translate = useErrorTranslation()
  const { errors } = useFormState({ control, name: [`${rank}.type`, `${rank}.enabled`] })
  const found: Partial<Record<'type' | 'enabled', { message?: unknown }>> = get(errors, rank) ?? {}
  const message = found.type?.message ?? found.enabled?.message
  if (typeof message !== 'string') return null
  return (
    <p className="mb-3 flex gap-1.5 text-12 text-cinnabar" role="alert">
      <Icon name="cross" small className="mt-0.5" />
      {translate(message)}
    </p>
  )
}
