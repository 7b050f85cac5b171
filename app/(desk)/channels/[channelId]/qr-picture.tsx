'use client'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { toPictureAddress } from './picture-address'
import { usePicture } from './picture-store'

/** The copy of a picture that was read here. Asks nobody for it: without a copy it is only told of. */
export function QrPicture({ address, className }: { address: string; className?: string }) {
  const t = useTranslations('conditions.qr')
  const picture = usePicture(toPictureAddress(address))
  if (address.trim() === '') return null
  return (
    <span className={clsx('block size-[88px]', className)}>
      {picture?.copy ? (
        // biome-ignore lint/performance/noImgElement: drawn in this browser, not a file of the site
        <img src={picture.copy} alt={t('picture')} className="size-full object-contain" />
      ) : (
        <span className="flex size-full flex-col items-center justify-center gap-1 border border-current border-dashed text-11">
          <Icon name="code" small />
          {t('picture')}
        </span>
      )}
    </span>
  )
}
