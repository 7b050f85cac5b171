'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { settle } from '@/components/shell/reach'
import { Button, IconButton } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { formatCount, formatRelative } from '@/lib/format'
import type { SlipLine } from '@/lib/grants/slip-schema'
import { discardSlip } from '../actions'

/** The person's own slips that wait to be submitted: gone on with here, or put away and taken back. */
export function OpenSlips({ slips, currentId, now }: { slips: SlipLine[]; currentId: string | null; now: string }) {
  const t = useTranslations('composer.open')
  const tErrors = useTranslations('errors')
  const locale = useLocale()
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  /** Put away or taken back here: it stays on the list, whatever a list read meanwhile says. */
  const [touched, setTouched] = useState<ReadonlyMap<string, { slip: SlipLine; isGone: boolean }>>(new Map())
  const [problem, setProblem] = useState<string | null>(null)
  const read = slips.filter((slip) => slip.id !== currentId)
  const kept = [...touched.values()].flatMap(({ slip }) => (read.some(({ id }) => id === slip.id) ? [] : [slip]))
  const others = [...read, ...kept].sort((one, other) => other.savedAt.localeCompare(one.savedAt))
  const left = others.filter((slip) => !touched.get(slip.id)?.isGone).length

  const setDiscarded = async (slip: SlipLine, isGone: boolean) => {
    setProblem(null)
    const result = await settle(() => discardSlip({ slipId: slip.id, isDiscarded: isGone }))
    if (!result.ok) return setProblem(tErrors(result.code))
    setTouched((before) => new Map(before).set(slip.id, { slip, isGone }))
  }
  if (others.length === 0) return null
  return (
    <>
      <Button
        icon="form"
        onClick={() => {
          setIsOpen(true)
          router.refresh()
        }}
      >
        {t('action', { count: left })}
      </Button>
      <Dialog open={isOpen} onOpenChange={setIsOpen} wide title={t('title')} description={t('description')}>
        {problem ? <Notice tone="danger" live title={problem} /> : null}
        <ul className="border-t border-line">
          {others.map((slip) => {
            const isGone = touched.get(slip.id)?.isGone ?? false
            return (
              <li key={slip.id} className="flex min-h-12 items-center gap-3 border-b border-line-soft py-1.5">
                <div className={isGone ? 'min-w-0 flex-1 text-ink-3 line-through' : 'min-w-0 flex-1'}>
                  <p className="flex flex-wrap items-baseline gap-x-2">
                    <b className="font-medium">S-{slip.number}</b>
                    <span>
                      {t('size', {
                        dramas: formatCount(slip.dramas),
                        licensees: formatCount(slip.licensees),
                        cells: formatCount(slip.cells),
                      })}
                    </span>
                    {slip.parentNumber ? (
                      <span className="text-12 text-ink-3">{t('from', { number: slip.parentNumber })}</span>
                    ) : null}
                  </p>
                  <p className="clip text-12 text-ink-3">
                    {t('saved', { age: formatRelative(slip.savedAt, now, locale) })}
                    {slip.reason ? ` · ${slip.reason}` : ''}
                  </p>
                </div>
                {isGone ? (
                  <Button size="sm" onClick={() => setDiscarded(slip, false)}>
                    {t('restore')}
                  </Button>
                ) : (
                  <>
                    <Link
                      className="link"
                      href={`/grants/new?slip=${slip.id}` as Route}
                      prefetch={false}
                      onClick={() => setIsOpen(false)}
                    >
                      {t('resume')}
                    </Link>
                    <IconButton
                      icon="trash"
                      size="sm"
                      label={t('discard', { number: slip.number })}
                      onClick={() => setDiscarded(slip, true)}
                    />
                  </>
                )}
              </li>
            )
          })}
        </ul>
      </Dialog>
    </>
  )
}
