'use client'
import { Icon } from '@/components/ui/icon'
import { railCookie, rememberPreference } from './preferences'

export function RailToggle({ label }: { label: string }) {
  const toggle = () => {
    const frame = document.querySelector('.frame')
    const next = frame?.getAttribute('data-rail') === 'slim' ? 'wide' : 'slim'
    frame?.setAttribute('data-rail', next)
    rememberPreference(railCookie, next)
  }
  return (
    <button type="button" className="entry" title={label} aria-label={label} onClick={toggle}>
      <Icon name="rail" />
    </button>
  )
}
