'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ActionFailure } from '@/lib/errors'

type SheetFormat = 'csv' | 'xlsx'

/** A file in either format, one at a time, and why it did not come. */
export function useDownload(fetchFile: (format: SheetFormat) => Promise<ActionFailure | null>, onDone: () => void) {
  const [pending, setPending] = useState<SheetFormat | null>(null)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const download = async (format: SheetFormat) => {
    setPending(format)
    const failed = await fetchFile(format)
    setPending(null)
    setRefusal(failed)
    if (!failed) onDone()
  }
  return { download, pending, refusal }
}

export function DownloadButtons({ download, pending }: Pick<ReturnType<typeof useDownload>, 'download' | 'pending'>) {
  const t = useTranslations('whitelist.export')
  return (['csv', 'xlsx'] as const).map((format) => (
    <Button
      key={format}
      variant={format === 'xlsx' ? 'primary' : 'default'}
      icon="download"
      disabled={pending !== null}
      pending={pending === format && t('preparing')}
      onClick={() => void download(format)}
    >
      {t(format)}
    </Button>
  ))
}
