'use client'
import { useTranslations } from 'next-intl'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Mono } from '@/components/ui/mono'
import type { ErrorCode } from '@/lib/errors'
import { revealCode } from '../actions'
import { useRank } from './rank-context'

const SHOWN_SECONDS = 30

/** The stored code for those who may see it: asked for on demand, told of in the log, and soon gone again. */
export function RevealCode() {
  const t = useTranslations('conditions.reveal')
  const errors = useTranslations('errors')
  const { rank, channelId, connectionId } = useRank()
  const [code, setCode] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<ErrorCode | null>(null)
  const [isAsking, setAsking] = useState(false)
  const part = useRef<HTMLDivElement>(null)
  const secondsLeft = useHiding(code, part, () => setCode(null))

  const reveal = async () => {
    if (isAsking) return
    setRefusal(null)
    setAsking(true)
    const result = await settle(() => revealCode({ connectionId, channelId, rank: rank === 'primary' ? 1 : 2 }))
    setAsking(false)
    if (result.ok) setCode(result.data.code)
    else setRefusal(result.code)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own box
    <div ref={part} role="group" aria-label={t('label')} className="flex flex-wrap items-center gap-2 text-12">
      <Button
        size="sm"
        icon={code === null ? 'eye' : 'eye-off'}
        aria-busy={isAsking || undefined}
        onClick={() => (code === null ? void reveal() : setCode(null))}
      >
        {t(isAsking ? 'asking' : code === null ? 'show' : 'hide')}
      </Button>
      {code === null ? null : (
        <>
          <Mono>{code}</Mono>
          <CopyButton text={code} size="sm">
            {t('copy')}
          </CopyButton>
        </>
      )}
      <span className="text-ink-3" role="status">
        {refusal ? errors(refusal) : code === null ? t('note') : t('hidesIn', { seconds: secondsLeft })}
      </span>
    </div>
  )
}

/** Counts down while something is shown, and hides it at the end, or as soon as its part or the window is left. */
function useHiding(shown: string | null, part: RefObject<HTMLElement | null>, hide: () => void): number {
  const [left, setLeft] = useState(SHOWN_SECONDS)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new count begins with what is shown, not with each drawing
  useEffect(() => {
    if (shown === null) return
    setLeft(SHOWN_SECONDS)
    const end = Date.now() + SHOWN_SECONDS * 1_000
    const timer = setInterval(() => {
      const seconds = Math.ceil((end - Date.now()) / 1_000)
      if (seconds <= 0) hide()
      else setLeft(seconds)
    }, 500)
    const leave = (event: Event) => {
      if (!(event.target instanceof Node && part.current?.contains(event.target))) hide()
    }
    window.addEventListener('blur', hide)
    document.addEventListener('focusin', leave)
    document.addEventListener('pointerdown', leave)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearInterval(timer)
      window.removeEventListener('blur', hide)
      document.removeEventListener('focusin', leave)
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [shown])
  return left
}
