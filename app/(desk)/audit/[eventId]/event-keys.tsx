'use client'
import { useEffect } from 'react'
import { mayAct } from '@/components/shell/letter-keys'

const steps: Record<string, string> = {
  '[': 'a[data-step=older]',
  ']': 'a[data-step=newer]',
  y: '[data-step=copy] button',
}

/** Single keys press what stands on the screen; never while somebody types or holds another key. */
export function EventKeys() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const selector = steps[event.key]
      if (!selector || !mayAct(event)) return
      const control = document.querySelector<HTMLElement>(selector)
      if (!control) return
      event.preventDefault()
      control.click()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return null
}
