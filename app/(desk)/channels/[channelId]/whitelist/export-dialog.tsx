'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { postForFile } from '@/components/import/post'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { DownloadButtons, useDownload } from './download-buttons'
import { ReasonField, Refusal } from './reason-field'
import type { ListPlace } from './search-params'

type Props = { place: ListPlace; mayReveal: boolean; onClose: () => void }

/** The whole list as a file. Full codes want a reason, and somebody who may see them. */
export function ExportDialog({ place, mayReveal, onClose }: Props) {
  const t = useTranslations('whitelist')
  const [codes, setCodes] = useState<'masked' | 'full'>('masked')
  const [reason, setReason] = useState('')
  const isFull = codes === 'full'
  const { refusal, ...downloading } = useDownload((format) => {
    const body = JSON.stringify({ ...place, format, isFull, reason: isFull ? reason : '' })
    const name = `whitelist-${place.channelId}-${place.rank}.${format}`
    return postForFile(`/api/channels/${place.channelId}/whitelist/export`, body, name)
  }, onClose)
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('export.title')}
      description={t('export.text')}
      actions={<DownloadButtons {...downloading} />}
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
