'use client'
import { useTranslations } from 'next-intl'
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useRankField } from './fields'
import { toPictureAddress } from './picture-address'
import { keepPicture, usePicture } from './picture-store'
import { QrFrame } from './qr-frame'
import { QrPicture } from './qr-picture'
import { QrWords } from './qr-words'
import { readQr } from './read-qr'

const SETTLE_MS = 500

/** The picture a viewer scans, and where its code leads. A file given here is read here and never uploaded. */
export function QrField() {
  const t = useTranslations('conditions.qr')
  const { value } = useRankField('code.imageUrl')
  const stored = useSettled(String(value))
  const address = toPictureAddress(stored)
  const picture = usePicture(address)
  const [isUnfit, setUnfit] = useState(false)
  const file = useRef<HTMLInputElement>(null)

  const take = async (given: File | null | undefined) => {
    if (!given || !address) return
    const read = await createImageBitmap(given)
      .then(readQr)
      .catch(() => null)
    setUnfit(read === null)
    if (read) keepPicture(address, { state: 'read', isChosen: true, ...read })
  }
  if (stored.trim() === '') return null
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }
  const onPaste = (event: ClipboardEvent) => {
    const given = [...event.clipboardData.files].find((one) => one.type.startsWith('image/'))
    if (given) void take(given)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own box
    <div
      role="group"
      aria-label={t('label')}
      className="flex items-start gap-3"
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onPaste={onPaste}
    >
      <span className="block size-[88px] shrink-0 overflow-hidden border border-line bg-surface text-ink-3">
        {address && !picture?.copy && picture?.state !== 'failed' ? (
          <QrFrame key={address} address={address} />
        ) : (
          <QrPicture address={stored} />
        )}
      </span>
      <div className="grid min-w-0 flex-1 gap-1.5" role="status">
        <QrWords address={address} picture={picture} isUnfit={isUnfit} />
        {address && (picture?.state === 'shown' || picture?.state === 'failed' || picture?.isChosen) ? (
          <div>
            <Button size="sm" onClick={() => file.current?.click()}>
              {t('choose')}
            </Button>
            <input
              ref={file}
              type="file"
              accept="image/*"
              hidden
              aria-label={t('choose')}
              onChange={(event) => void take(event.target.files?.[0])}
            />
          </div>
        ) : null}
      </div>
    </div>
  )
}

/** A value once it has stood still, so that no half-typed address is asked for. */
function useSettled(value: string): string {
  // Empty at first: a frame drawn by the server would have loaded before anybody here listens.
  const [settled, setSettled] = useState('')
  const wait = settled === '' ? 0 : SETTLE_MS
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return settled
}
