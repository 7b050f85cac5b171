'use client'
import { useTranslations } from 'next-intl'

type KeyLegendProps = { isOn: boolean; onToggle: () => void; said: string }

/** Which keys do what, and the switch that turns single keys off. */
export function KeyLegend({ isOn, onToggle, said }: KeyLegendProps) {
  const t = useTranslations('explorer.list')
  return (
    <div className="key-legend">
      <span>
        <kbd>j</kbd>
        <kbd>k</kbd>
        {t('move')}
      </span>
      <span>
        <kbd>Enter</kbd>
        {t('open')}
      </span>
      <span>
        <kbd>Space</kbd>
        {t('peek')}
      </span>
      <span>
        <kbd>y</kbd>
        {t('copy')}
      </span>
      <span>
        <kbd>/</kbd>
        {t('focus')}
      </span>
      <span role="status">{said}</span>
      <button type="button" className="link ml-auto text-12" aria-pressed={isOn} onClick={onToggle}>
        {t(isOn ? 'keysOn' : 'keysOff')}
      </button>
    </div>
  )
}
