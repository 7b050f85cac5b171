'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { MadeLinkDialog } from '@/components/shell/made-link-dialog'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { formatCount, formatDateTime } from '@/lib/format'
import { type ShareSubject, shareInput, USUAL_DAYS } from '@/lib/sharing/schema'
import { addShare } from './actions'

type Made = { path: string; expiresAt: string }

/** Asks for how long and how much, then shows the link, this once. */
export function ShareControl({ subject, openShares }: { subject: ShareSubject; openShares: number }) {
  const t = useTranslations('sharing.dialog')
  const [isOpen, setIsOpen] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  const close = () => {
    setIsOpen(false)
    setMade(null)
  }
  return (
    <>
      <Button variant="ghost" icon="share" onClick={() => setIsOpen(true)}>
        {t('open')}
      </Button>
      {isOpen && made ? <MadeLink made={made} onClose={close} /> : null}
      {isOpen && !made ? (
        <ShareDialog subject={subject} openShares={openShares} onMade={setMade} onClose={close} />
      ) : null}
    </>
  )
}

type ShareDialogProps = {
  subject: ShareSubject
  openShares: number
  onMade: (made: Made) => void
  onClose: () => void
}

function ShareDialog({ subject, openShares, onMade, onClose }: ShareDialogProps) {
  const t = useTranslations('sharing.dialog')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [days, setDays] = useState(String(USUAL_DAYS))
  const [showsNames, setShowsNames] = useState(false)
  const [isBad, setIsBad] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  const submit = () => {
    const share = { subjectType: subject.type, subjectId: subject.id, days: Number(days || Number.NaN), showsNames }
    const isFit = shareInput.safeParse(share).success
    setIsBad(!isFit)
    setProblem(null)
    if (!isFit) return
    startTransition(async () => {
      const result = await settle(() => addShare(share))
      if (result.ok) {
        onMade(result.data)
        router.refresh()
      } else setProblem(result.code === 'too_many' ? t('tooMany') : tErrors(result.code))
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('title')}
      description={t(subject.type)}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onClick={submit} pending={isPending && t('creating')}>
            {t('create')}
          </Button>
        </>
      }
    >
      <Field label={t('days')} hint={t('daysHint')} error={isBad ? t('daysRange') : undefined}>
        <Input
          inputMode="numeric"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          autoComplete="off"
          boxClassName="w-24"
        />
      </Field>
      <Checkbox checked={showsNames} onCheckedChange={setShowsNames} hint={t('namesHint')}>
        {t('names')}
      </Checkbox>
      <p className="flex gap-4 text-12 text-ink-3">
        {openShares > 0 ? <span>{t('openNow', { count: formatCount(openShares) })}</span> : null}
        <Link href={'/audit/shares' as Route} prefetch={false}>
          {t('all')}
        </Link>
      </p>
      {problem ? <Notice tone="danger" live title={problem} /> : null}
    </Dialog>
  )
}

function MadeLink({ made, onClose }: { made: Made; onClose: () => void }) {
  const t = useTranslations('sharing.dialog')
  const words = {
    title: t('madeTitle'),
    description: t('madeText', { date: formatDateTime(made.expiresAt) }),
    address: t('address'),
    copy: t('copy'),
    done: t('done'),
  }
  return <MadeLinkDialog path={made.path} words={words} onClose={onClose} />
}
