'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import type { FoundSubject } from './subject-search'

type SubjectPickerProps = {
  name: string
  placeholder: string
  emptyText: string
  initialId: string
  initialLabel: string | null
  search: (text: string, signal: AbortSignal) => Promise<FoundSubject[]>
  onChange: (id: string) => void
}

const TYPING_MS = 200

/** One thing by its name or its id. A bare id is taken as typed, for it may be unknown here and still be right. */
export function SubjectPicker(props: SubjectPickerProps) {
  const { name, placeholder, emptyText, initialId, initialLabel, search, onChange } = props
  const t = useTranslations('diagnose.form')
  const [text, setText] = useState(initialLabel ?? initialId)
  const [picked, setPicked] = useState<FoundSubject | null>(
    initialLabel === null ? null : { id: initialId, name: initialLabel },
  )
  const [found, setFound] = useState<FoundSubject[] | null>(null)

  /** The field empties itself when something is picked; that is no wish to clear it. */
  const isPicking = useRef(false)
  useEffect(() => {
    isPicking.current = false
  })

  const isPickedText = picked !== null && picked.name === text
  // biome-ignore lint/correctness/useExhaustiveDependencies: the search is a new function at every render
  useEffect(() => {
    setFound(null)
    if (text.trim() === '' || isPickedText) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      search(text.trim(), controller.signal).then(setFound, () => undefined)
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [text, isPickedText])

  const type = (typed: string) => {
    setText(typed)
    setPicked(null)
    onChange(typed.trim())
  }
  const status =
    text.trim() === '' || isPickedText ? null : found === null ? t('searching') : t('found', { count: found.length })
  return (
    <>
      <input type="hidden" name={name} value={picked?.id ?? text.trim()} />
      <Combobox
        options={(found ?? []).map(({ id, name: label }) => ({ value: id, label, detail: id }))}
        searchText={text}
        onSearchTextChange={(typed) => {
          if (typed !== '' || !(isPicking.current || isPickedText)) type(typed)
        }}
        onPick={({ value, label }) => {
          isPicking.current = true
          setPicked({ id: value, name: label })
          setText(label)
          onChange(value)
        }}
        status={status}
        emptyText={text.trim() === '' || found === null ? '' : emptyText}
        placeholder={placeholder}
        suffix={isPickedText ? <span className="mono">{picked.id}</span> : null}
      />
    </>
  )
}
