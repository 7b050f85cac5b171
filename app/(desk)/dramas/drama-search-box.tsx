'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'

const TYPING_MS = 250

/** Searches while one types; without a script it is a plain form. What is typed is never overwritten by an answer. */
export function DramaSearchBox({ q, children }: { q: string; children: ReactNode }) {
  const t = useTranslations('dramas.list')
  const router = useRouter()
  const [text, setText] = useState(q)
  const [isPending, startTransition] = useTransition()
  const asked = useRef(q)

  useEffect(() => {
    if (q === asked.current) return
    asked.current = q
    setText(q)
  }, [q])
  useEffect(() => {
    if (text.trim() === asked.current.trim()) return
    const timer = setTimeout(() => {
      const address = new URL(window.location.href)
      if (text.trim()) address.searchParams.set('q', text.trim())
      else address.searchParams.delete('q')
      asked.current = text.trim()
      startTransition(() => router.replace(`${address.pathname}${address.search}` as Route, { scroll: false }))
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, router])

  return (
    <search>
      <form action="/dramas" className="flex max-w-[560px] gap-2">
        {children}
        <Input
          name="q"
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={100}
          aria-label={t('search')}
          aria-busy={isPending}
          placeholder={t('search')}
          prefix={<Icon name={isPending ? 'retry' : 'search'} small className={isPending ? 'turning' : ''} />}
          boxClassName="flex-1"
        />
        <Button type="submit">{t('searchButton')}</Button>
      </form>
    </search>
  )
}
