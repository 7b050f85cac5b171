import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'

/** Holds `off` where single letters must not act. */
const KEYS_COOKIE = 'keys'
const YEAR_SECONDS = 31_536_000
const areOff = (): boolean => document.cookie.split('; ').includes(`${KEYS_COOKIE}=off`)

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role=dialog],[role=menu]') !== null)

/** j and k walk the rows, Space looks into one, y copies its address, / goes to the query. Switched off at will. */
export function useRowKeys(ids: readonly string[], peeked: string | null, setPeeked: (id: string | null) => void) {
  const t = useTranslations('explorer.list')
  const ref = useRef<HTMLDivElement>(null)
  const [isOn, setIsOn] = useState(true)
  const [said, setSaid] = useState('')
  useEffect(() => setIsOn(!areOff()), [])

  const linkOf = (id: string) => ref.current?.querySelector<HTMLAnchorElement>(`[data-event="${id}"] .row-link`)
  const focused = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-event]')
    return row && ref.current?.contains(row) ? (row.dataset.event ?? null) : null
  }
  const step = (by: 1 | -1) => {
    const from = peeked ?? focused()
    const place = from === null ? (by === 1 ? 0 : ids.length - 1) : ids.indexOf(from) + by
    const id = ids[Math.min(Math.max(place, 0), ids.length - 1)]
    if (id === undefined) return
    if (peeked !== null) setPeeked(id)
    const link = linkOf(id)
    link?.scrollIntoView({ block: 'nearest' })
    if (peeked === null) link?.focus()
  }
  const copy = async (id: string) => {
    await navigator.clipboard.writeText(`${window.location.origin}/audit/${id}`).catch(() => undefined)
    setSaid(t('copied'))
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
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser yet
    document.cookie = `${KEYS_COOKIE}=${isOn ? 'off' : 'on'}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
    setIsOn(!isOn)
    setSaid(t(isOn ? 'keysOff' : 'keysOn'))
  }

  useEffect(() => {
    if (!isOn) return
    const press = (event: KeyboardEvent) => {
      if (
        areOff() ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target)
      )
        return
      const id = peeked ?? focused()
      const isOnControl =
        event.target instanceof Element && event.target.closest('button, summary, [role=slider]') !== null
      if (event.key === 'j' || event.key === ']') step(1)
      else if (event.key === 'k' || event.key === '[') step(-1)
      else if (event.key === '/') document.getElementById('audit-query')?.focus()
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
