'use client'
import { useTranslations } from 'next-intl'
import type { InfoFieldValue, Settings, SettingsOf } from '@/lib/channels/form-schema'
import { QrPicture } from '../qr-picture'
import { useEntryWords, useValidityWords } from './use-entry-words'
import { hostOf, type ViewerEntry } from './viewer-model'

type Props = { entry: ViewerEntry; device: 'phone' | 'desktop'; onEnter: () => void }

/** What one door asks of a viewer. Boxes are drawn, not filled in. */
export function EntryBody({ entry, device, onEnter }: Props) {
  const t = useTranslations('viewer')
  const words = useEntryWords(entry)
  const { settings, lockedType } = entry
  if (!settings)
    return <p className="viewer-quiet">{lockedType ? t('locked', { type: lockedType }) : t('noWayText')}</p>
  return (
    <>
      <Asked settings={settings} device={device} />
      <button type="button" className="viewer-enter" onClick={onEnter}>
        {settings.type === 'pay' ? t('pay', { price: words.price ?? '' }) : enterWords(settings, t, words.label)}
      </button>
      {settings.type === 'phone' && settings.once ? <p className="viewer-quiet">{t('once')}</p> : null}
    </>
  )
}

function enterWords(settings: Settings, t: ReturnType<typeof useTranslations<'viewer'>>, label: string): string {
  if (settings.type === 'phone' || settings.type === 'info') return label
  return t(`enter.${settings.type as 'code'}`)
}

function Asked({ settings, device }: { settings: Settings; device: 'phone' | 'desktop' }) {
  const t = useTranslations('viewer')
  switch (settings.type) {
    case 'public':
      return <p className="viewer-quiet">{t('open')}</p>
    case 'wx':
      return (
        <>
          <p className="viewer-ask">{t(device === 'phone' ? 'wxPhone' : 'wxDesktop')}</p>
          {settings.amount.trim() === '' ? null : (
            <p className="viewer-quiet">{t(`wxLasts.${settings.unit}`, { amount: settings.amount.trim() })}</p>
          )}
        </>
      )
    case 'code':
      return (
        <>
          <p className="viewer-ask">{settings.hint.trim() || t('codeHint')}</p>
          <QrPicture address={settings.imageUrl} className="viewer-qr" />
          <p className="viewer-input">{t('codeBox')}</p>
        </>
      )
    case 'pay':
      return <PayAsked settings={settings} />
    case 'phone':
      return (
        <>
          <p className="viewer-ask">{settings.title.trim() || t('phoneTitle')}</p>
          <p className="viewer-input">{settings.inputHint.trim() || t('phoneBox')}</p>
        </>
      )
    case 'info':
      return (
        <>
          <p className="viewer-ask">{settings.title.trim() || t('infoTitle')}</p>
          {settings.description.trim() ? <p className="viewer-quiet">{settings.description}</p> : null}
          {settings.fields.map((field, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own but their place
            <InfoAsked key={index} field={field} />
          ))}
        </>
      )
    case 'custom':
      return <p className="viewer-ask">{t('custom', { host: hostOf(settings.url) ?? '—' })}</p>
    case 'external':
      return (
        <>
          <p className="viewer-ask">{t('external', { host: hostOf(settings.url) ?? '—' })}</p>
          {settings.showsButton ? <p className="viewer-quiet">{t('externalButton')}</p> : null}
        </>
      )
    case 'direct':
      return <p className="viewer-ask">{t('direct')}</p>
  }
}

function PayAsked({ settings }: { settings: SettingsOf<'pay'> }) {
  const t = useTranslations('viewer')
  const validity = useValidityWords()
  return (
    <>
      <p className="viewer-ask">{settings.title.trim() || t('payTitle')}</p>
      <p className="viewer-quiet">{validity(settings)}</p>
    </>
  )
}

function InfoAsked({ field }: { field: InfoFieldValue }) {
  const t = useTranslations('viewer')
  return (
    <div className="mb-2">
      <p className="viewer-label">{field.name.trim() || t('infoUnnamed')}</p>
      <p className="viewer-input">
        {field.placeholder.trim() || (field.type === 'option' ? field.options.join(' / ') || t('choose') : '')}
        {field.type === 'option' ? <span className="ml-auto">▾</span> : null}
        {field.sms ? <span className="viewer-link ml-auto">{t('sendSms')}</span> : null}
      </p>
    </div>
  )
}
