'use client'
import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useState } from 'react'
import { keepPicture } from './picture-store'
import { readQr } from './read-qr'

/**
 * Loads a picture of another host in a small page of its own, the only one whose policy lets such pictures in, and reads
 * it from there. A host that refuses to be read is asked once more, only to show it.
 */
export function QrFrame({ address }: { address: string }) {
  const t = useTranslations('conditions.qr')
  const [mode, setMode] = useState<'read' | 'show'>('read')
  const loaded = async (event: SyntheticEvent<HTMLIFrameElement>) => {
    const picture = event.currentTarget.contentDocument?.images[0]
    const isThere = picture !== undefined && picture.naturalWidth > 0
    if (mode === 'show') return keepPicture(address, { state: isThere ? 'shown' : 'failed' })
    if (!isThere) return setMode('show')
    const read = await readQr(picture).catch(() => null)
    if (read) keepPicture(address, { state: 'read', ...read })
    else setMode('show')
  }
  const query = new URLSearchParams({ address, mode })
  return (
    <iframe
      key={mode}
      title={t('picture')}
      referrerPolicy="no-referrer"
      src={`/api/channels/picture?${query}`}
      className="size-full border-0 bg-surface"
      onLoad={loaded}
    />
  )
}
