'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { postForFile } from '@/components/import/post'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { formatCount } from '@/lib/format'
import { DownloadButtons, useDownload } from '../../channels/[channelId]/whitelist/download-buttons'
import { ReasonField, Refusal } from '../../channels/[channelId]/whitelist/reason-field'

type Props = { channelId: string; operationId: string; count: number }

/** The rows that did not get through, with their full codes and why, to be mended and imported again. */
export function FailedMembers({ channelId, operationId, count }: Props) {
  const t = useTranslations('whitelist')
  const [isOpen, setIsOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { refusal, ...downloading } = useDownload(
    (format) => {
      const body = JSON.stringify({ operationId, format, reason })
      return postForFile(`/api/channels/${channelId}/whitelist/failed`, body, `whitelist-failed.${format}`)
    },
    () => setIsOpen(false),
  )
  return (
    <>
      <Button icon="download" onClick={() => setIsOpen(true)}>
        {t('receipt.failed', { count: formatCount(count) })}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t('receipt.failedTitle', { count: formatCount(count) })}
        description={t('receipt.failedText')}
        actions={<DownloadButtons {...downloading} />}
      >
        <Refusal refusal={refusal?.fieldErrors ? null : refusal} />
        <ReasonField value={reason} onChange={setReason} error={refusal?.fieldErrors?.reason} />
      </Dialog>
    </>
  )
}
