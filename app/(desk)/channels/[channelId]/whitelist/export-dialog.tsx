'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { postForFile } from '@/components/import/post'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import type { ActionFailure } from '@/lib/errors'
import { ReasonField, Refusal } from './reason-field'
import type { ListPlace } from './search-params'

type Props = { place: ListPlace; mayReveal: boolean; onClose: () => void }

/** The whole list as a file. Full codes want a reason, and somebody who may see them. */
export function ExportDialog({ place, mayReveal, onClose }: Props) {
  const t = useTranslations('whitelist')
  const [codes, setCodes] = useState<'masked' | 'full'>('masked')
  const [reason, setReason] = useState('')
  const [pending, setPending] = useState<'csv' | 'xlsx' | null>(null)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const isFull = codes === 'full'
  const download = async (format: 'csv' | 'xlsx') => {
    setPending(format)
    const body = JSON.stringify({ ...place, format, isFull, reason: isFull ? reason : '' })
    const name = `whitelist-${place.channelId}-${place.rank}.${format}`
    const failed = await postForFile(`/api/channels/${place.channelId}/whitelist/export`, body, name)
    setPending(null)
    setRefusal(failed)
    if (!failed) onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('export.title')}
      description={t('export.text')}
      actions={(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          variant={format === 'xlsx' ? 'primary' : 'default'}
          icon="download"
          disabled={pending !== null}
          pending={pending === format && t('export.preparing')}
          onClick={() => void download(format)}
        >
          {t(`export.${format}`)}
        </Button>
      ))}
    >
      <Refusal refusal={refusal?.fieldErrors ? null : refusal} />
      {mayReveal ? (
        <Field label={t('export.codes')} group>
          <RadioGroup
            stacked
            value={codes}
            onValueChange={setCodes}
            options={[
              { value: 'masked', label: t('export.masked'), hint: t('export.maskedHint') },
              { value: 'full', label: t('export.full'), hint: t('export.fullHint') },
            ]}
          />
        </Field>
      ) : (
        <p className="text-ink-2">{t('export.maskedOnly')}</p>
      )}
      {isFull ? <ReasonField value={reason} onChange={setReason} error={refusal?.fieldErrors?.reason} /> : null}
    </Dialog>
  )
}
