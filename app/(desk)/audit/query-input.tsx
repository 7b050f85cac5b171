'use client'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import type { Suggestion } from '@/lib/audit/suggestion-schema'
import { lastFragment } from './last-fragment'
import { listHref } from './list-href'

const Suggestions = dynamic(() => import('./suggestions'), { ssr: false })

type QueryInputProps = { written: string; viewId: string | undefined; children: ReactNode }

/** Chips with a field behind them for the next condition, or the whole query as text. */
export function QueryInput({ written, viewId, children }: QueryInputProps) {
  const t = useTranslations('explorer.box')
  const router = useRouter()
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const [isText, setIsText] = useState(false)
  const [typed, setTyped] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [offered, setOffered] = useState<readonly Suggestion[]>([])
  const [active, setActive] = useState(-1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new query leaves the field empty for the next condition
  useEffect(() => {
    setTyped('')
    setIsText(false)
  }, [written])
  const held = isText ? '' : written

  const submit = (text: string) => {
    const query = [held, text.trim()].filter((piece) => piece !== '').join(' ')
    setIsOpen(false)
    if (isText) {
      setTyped('')
      setIsText(false)
    }
    router.push(listHref(query, viewId))
  }
  const take = (suggestion: Suggestion) => {
    const text = typed.slice(0, typed.length - lastFragment(typed).length) + suggestion.insert
    setActive(-1)
    setTyped(suggestion.isWhole ? `${text} ` : text)
    field.current?.focus()
    if (suggestion.isWhole && !isText) submit(text)
  }
  const editAsText = () => {
    setIsText(true)
    setTyped(written)
    requestAnimationFrame(() => field.current?.focus())
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (offered.length === 0) return setIsOpen(true)
      event.preventDefault()
      setIsOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive((place) => (place + step + offered.length + (place === -1 && step === -1 ? 1 : 0)) % offered.length)
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      const chosen = isOpen ? offered[active] : undefined
      if (!chosen) return
      event.preventDefault()
      take(chosen)
    } else if (event.key === 'Escape') {
      if (isOpen) event.preventDefault()
      setIsOpen(false)
      setActive(-1)
    } else if (event.key === 'Backspace' && typed === '' && !isText && written !== '') {
      event.preventDefault()
      editAsText()
    }
  }
  return (
    <form
      action="/audit"
      className="query-box"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit(typed)
      }}
    >
      <Icon name="search" small />
      {isText ? null : children}
      {held === '' ? null : <input type="hidden" name="q" value={held} />}
      <input
        ref={field}
        name="q"
        type="search"
        role="combobox"
        id="audit-query"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(-1)
          setIsOpen(true)
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={press}
        placeholder={held === '' ? t('placeholder') : t('more')}
        aria-label={t('label')}
        aria-expanded={isOpen && offered.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 && isOpen ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={4_000}
        className={isText ? 'mono' : undefined}
      />
      {written === '' ? null : (
        <button
          type="button"
          className="query-raw mono"
          onClick={isText ? () => submit(typed) : editAsText}
          title={isText ? t('asChips') : t('asText')}
        >
          <span className="sr-only">{isText ? t('asChips') : t('asText')} </span>
          <span className="clip">{isText ? t('asChips') : written}</span>
        </button>
      )}
      <kbd>/</kbd>
      <button type="submit" className="sr-only focus:not-sr-only">
        {t('submit')}
      </button>
      {isOpen ? (
        <Suggestions id={listId} fragment={lastFragment(typed)} active={active} onOffer={setOffered} onTake={take} />
      ) : (
        <div id={listId} hidden />
      )}
    </form>
  )
}
