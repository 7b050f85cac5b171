'use client'
import { useState } from 'react'
import { Segmented } from '@/components/ui/segmented'
import { rememberPreference, type Theme, themeCookie, themes } from './preferences'

export function ThemeSwitch({ theme, label, words }: { theme: Theme; label: string; words: Record<Theme, string> }) {
  const [current, setCurrent] = useState(theme)
  const change = (next: Theme) => {
    setCurrent(next)
    rememberPreference(themeCookie, next)
    document.documentElement.dataset.theme = next
  }
  return (
    <Segmented
      value={current}
      onValueChange={change}
      ariaLabel={label}
      options={themes.map((value) => ({ value, label: words[value] }))}
    />
  )
}
