'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button, ButtonLink, IconButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { formatCount } from '@/lib/format'
import type { SlipLine } from '@/lib/grants/slip-schema'
import { CurrentSlip } from './current-slip'
import { OtherSlip } from './other-slip'
import { useDock } from './use-dock'

export function DockPanel({ onClose }: { onClose: () => void }) {
  const t = useTranslations('dock')
  const tErrors = useTranslations('errors')
  const dock = useDock()
  const close = useRef<HTMLButtonElement>(null)
  const [problem, setProblem] = useState('')
  const wasAsked = dock?.wasAsked ?? false
  useEffect(() => {
    if (wasAsked) close.current?.focus()
  }, [wasAsked])
  if (!dock) return null
  const { current, slips, total, discarded } = dock
  const others = slips.filter(({ id }) => id !== current?.id)

  const setDiscarded = async (slip: SlipLine, isDiscarded: boolean) => {
    setProblem('')
    const result = await dock.setDiscarded(slip, isDiscarded)
    if (!result.ok) return setProblem(tErrors(result.code))
    // The button that was pressed is gone, and the way back stands in its place.
    const undo = isDiscarded ? document.getElementById(`undo-${slip.id}`) : null
    ;(undo ?? close.current)?.focus()
  }
  return (
    <>
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line pr-4 pl-6">
        <h2 className="font-medium">{t('title')}</h2>
        <span className="text-12 text-ink-3">{t('count', { count: total })}</span>
        <IconButton
          ref={close}
          icon="chevron-right"
          size="sm"
          label={t('close')}
          className="ml-auto"
          aria-expanded
          onClick={onClose}
        />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-5">
        {problem ? <Notice tone="danger" live className="mt-3" title={problem} /> : null}
        {discarded.length > 0 ? (
          <ul className="border-b border-line-soft py-1.5" aria-label={t('gone')}>
            {discarded.map((slip) => (
              <li key={slip.id} className="flex min-h-8 items-center gap-3 text-ink-2">
                <span role="status" className="mr-auto">
                  {t('discarded', { number: slip.number })}
                </span>
                <Button
                  id={`undo-${slip.id}`}
                  size="sm"
                  icon="undo"
                  aria-label={t('undoOf', { number: slip.number })}
                  onClick={() => setDiscarded(slip, false)}
                >
                  {t('undo')}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        {current ? <CurrentSlip slip={current} onDiscard={() => setDiscarded(current, true)} /> : null}
        {others.length > 0 ? (
          <section className="mt-5" aria-label={t('others')}>
            <h3 className="mb-1 font-serif text-13 font-semibold">{t('others')}</h3>
            <ul className="border-t border-line">
              {others.map((slip) => (
                <OtherSlip
                  key={slip.id}
                  slip={slip}
                  onChoose={() => dock.choose(slip.id)}
                  onDiscard={() => setDiscarded(slip, true)}
                />
              ))}
            </ul>
          </section>
        ) : null}
        {current ? null : <p className="py-6 text-ink-2">{t('none')}</p>}
        <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-12">
          <ButtonLink href={'/grants/new' as Route} prefetch={false} size="sm" icon="plus">
            {t('new')}
          </ButtonLink>
          {total > slips.length ? (
            <Link href={'/grants/new' as Route} prefetch={false} className="link">
              {t('more', { count: formatCount(total - slips.length) })}
            </Link>
          ) : null}
        </p>
      </div>
    </>
  )
}
