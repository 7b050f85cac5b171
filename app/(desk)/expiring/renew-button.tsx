'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { ExpiringChoice } from '@/lib/expiring/schema'
import { formatCount } from '@/lib/format'
import { renewExpiring } from './actions'

type Drafted = { slips: readonly { slipId: string; cells: number }[]; notSlipped: number }

/** Drafts the renewal: one slip is opened at once, several are offered. */
export function RenewButton({ choice, count, primary }: { choice: ExpiringChoice; count: number; primary?: boolean }) {
  const t = useTranslations('expiring')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [drafted, setDrafted] = useState<Drafted | null>(null)
  const draft = () =>
    startTransition(async () => {
      setRefusal(null)
      const result = await settle(() => renewExpiring(choice))
      if (!result.ok) return setRefusal(tErrors(result.code))
      const { slips, notSlipped } = result.data
      const [only, second] = slips
      if (only && !second && notSlipped === 0) router.push(`/grants/new?slip=${only.slipId}` as Route)
      else setDrafted({ slips, notSlipped })
    })
  return (
    <>
      {refusal ? <Notice tone="danger" live title={refusal} className="mb-2" /> : null}
      <Button
        variant={primary ? 'primary' : 'default'}
        size={primary ? 'md' : 'sm'}
        onClick={draft}
        pending={isPending && t('chosen.renewing')}
      >
        {t('chosen.renew', { count: formatCount(count) })}
      </Button>
      {drafted ? (
        <Dialog
          open
          onOpenChange={(next) => (next ? undefined : setDrafted(null))}
          title={t('slips.title', { count: formatCount(drafted.slips.length) })}
          description={t('slips.text')}
        >
          <ul>
            {drafted.slips.map((slip) => (
              <li key={slip.slipId} className="flex min-h-9 items-center gap-3 border-b border-line-soft py-1">
                <span className="mr-auto">{t('slips.one', { count: formatCount(slip.cells) })}</span>
                <ButtonLink size="sm" href={`/grants/new?slip=${slip.slipId}` as Route}>
                  {t('slips.open')}
                </ButtonLink>
              </li>
            ))}
          </ul>
          {drafted.notSlipped > 0 ? (
            <p className="text-12 text-ink-2">{t('slips.more', { count: formatCount(drafted.notSlipped) })}</p>
          ) : null}
        </Dialog>
      ) : null}
    </>
  )
}
