import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { mayAct } from '@/components/shell/letter-keys'
import { keysCookie, rememberPreference } from '@/components/shell/preferences'

/** j and k walk the rows, Space looks into one, y copies its address. Switched off with the other single keys. */
export function useRowKeys(ids: readonly string[], peeked: string | null, setPeeked: (id: string | null) => void) {
  const t = useTranslations('explorer.list')
  const ref = useRef<HTMLDivElement>(null)
  const [isOn, setIsOn] = useState(true)
  const [said, setSaid] = useState('')
  useEffect(() => setIsOn(!document.cookie.split('; ').includes(`${keysCookie}=off`)), [])

  const linkOf = (id: string) => ref.current?.querySelector<HTMLAnchorElement>(`[data-event="${id}"] .row-link`)
  const focused = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-event]')
    return row && ref.current?.contains(row) ? (row.dataset.event ?? null) : null
  }
  /** Where a row is walked from; one of an unfolded course, from the row it lies under. */
  const placeOf = (id: string) => {
    if (ids.includes(id)) return ids.indexOf(id)
    const row = ref.current?.querySelector(`[data-event="${id}"]`)?.parentElement?.closest<HTMLElement>('[data-event]')
    return ids.indexOf(row?.dataset.event ?? '')
  }
  const step = (by: 1 | -1) => {
    const from = peeked ?? focused()
    const place = from === null ? (by === 1 ? 0 : ids.length - 1) : placeOf(from) + by
    const id = ids[Math.min(Math.max(place, 0), ids.length - 1)]
    if (id === undefined) return
    if (peeked !== null) setPeeked(id)
    const link = linkOf(id)
    link?.scrollIntoView({ block: 'nearest' })
    // The focus goes along with the look, so that Enter opens what is shown.
    link?.focus()
  }
  const copy = async (id: string) => {
    try {
      await navigator.clipboard.writeText(`${window.location.origin}/audit/${id}`)
      setSaid(t('copied'))
    } catch {
      setSaid(t('notCopied'))
    }
  }
  const close = useCallback(() => {
    const id = peeked
    setPeeked(null)
    if (id)
      requestAnimationFrame(() =>
        ref.current?.querySelector<HTMLAnchorElement>(`[data-event="${id}"] .row-link`)?.focus(),
      )
  }, [peeked, setPeeked])
  const toggle = () => {
    rememberPreference(keysCookie, isOn ? 'off' : 'on')
    setIsOn(!isOn)
    setSaid(t(isOn ? 'keysOff' : 'keysOn'))
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!mayAct(event)) return
      const id = peeked ?? focused()
      const isOnControl =
        event.target instanceof Element && event.target.closest('button, summary, [role=slider]') !== null
      if (event.key === 'j' || event.key === ']') step(1)
      else if (event.key === 'k' || event.key === '[') step(-1)
      else if (event.key === 'y' && id) void copy(id)
      else if (event.key === ' ' && id && !isOnControl) setPeeked(peeked ? null : id)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
  return { ref, isOn, toggle, said, step, copy, close }
}
