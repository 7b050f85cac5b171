'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { toQrTarget } from './picture-address'
import type { Picture } from './picture-store'

type Props = { address: string | null; picture: Picture | null; isUnfit: boolean }

/** Where the code leads, in words, and what is worth a second look about it. */
export function QrWords({ address, picture, isUnfit }: Props) {
  const t = useTranslations('conditions.qr')
  if (address === null) return <Warning>{t('notHttpsPicture')}</Warning>
  if (picture === null || picture.state === 'loading') return <p className="text-12 text-ink-3">{t('reading')}</p>
  if (picture.state === 'failed' || picture.state === 'shown')
    return (
      <>
        <Warning>{t(picture.state === 'failed' ? 'failed' : 'locked')}</Warning>
        {isUnfit ? <Warning>{t('unfit')}</Warning> : <p className="text-12 text-ink-3">{t('give')}</p>}
      </>
    )
  return (
    <>
      {picture.text === null ? <Warning>{t('noCode')}</Warning> : <Target text={picture.text} />}
      {isUnfit ? <Warning>{t('unfit')}</Warning> : null}
      {picture.isChosen ? <p className="text-12 text-ink-3">{t('chosen')}</p> : null}
    </>
  )
}

function Target({ text }: { text: string }) {
  const t = useTranslations('conditions.qr')
  const target = toQrTarget(text)
  return (
    <>
      <p className="text-12 text-ink-2">{t(target.kind === 'web' ? 'leads' : 'says')}</p>
      <p className="mono text-12 [overflow-wrap:anywhere]">
        {target.kind === 'web' ? (
          <>
            <span className="text-ink-3">{target.before}</span>
            <strong className="bg-azurite-soft px-0.5 font-medium text-azurite">{target.host}</strong>
            <span className="text-ink-3">{target.after}</span>
          </>
        ) : (
          target.text
        )}
      </p>
      {target.kind === 'other' ? <Warning>{t('notWeb')}</Warning> : null}
      {target.kind === 'web' && !target.isHttps ? <Warning>{t('notHttps')}</Warning> : null}
      {target.kind === 'web' && target.before.endsWith('@') ? <Warning>{t('dressed')}</Warning> : null}
    </>
  )
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <p className="flex gap-1.5 text-12 text-orpiment">
      <Icon name="warning" small className="mt-0.5" />
      <span>{children}</span>
    </p>
  )
}
