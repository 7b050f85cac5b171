'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { FieldErrors } from '@/lib/errors'
import { addWhitelistEntry } from '../actions'
import { useRank } from './rank-context'

const empty = { code: '', name: '', reason: '' }
const LOOKS = 20
const LOOK_EVERY_MS = 700

type Said = { tone: 'note' | 'danger'; text: string; receipt?: number }

/** Adds one member; it is an operation like any other, with a receipt, and counts as done once it was read back. */
export function AddEntryForm({ onSeen }: { onSeen: () => void }) {
  const t = useTranslations('channels')
  const tErrors = useTranslations('errors')
  const { rank, channelId, connectionId } = useRank()
  const [values, setValues] = useState(empty)
  const [requestKey, setRequestKey] = useState(() => crypto.randomUUID())
  const [errors, setErrors] = useState<FieldErrors>({})
  const [said, setSaid] = useState<Said | null>(null)
  const [isPending, startTransition] = useTransition()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setErrors({})
    setSaid(null)
    startTransition(async () => {
      const result = await addWhitelistEntry({
        connectionId,
        channelId,
        requestKey,
        rank: rank === 'primary' ? 1 : 2,
        ...values,
      })
      setRequestKey(crypto.randomUUID())
      if (!result.ok) {
        setErrors(result.fieldErrors ?? {})
        if (!result.fieldErrors) setSaid({ tone: 'danger', text: tErrors(result.code) })
        return
      }
      const receipt = `R-${result.data.number}`
      setSaid({ tone: 'note', text: t('whitelist.added', { receipt }), receipt: result.data.number })
      if (await waitUntilDone(result.data.operationId)) {
        setSaid({ tone: 'note', text: t('whitelist.seen'), receipt: result.data.number })
        setValues(empty)
      }
      onSeen()
    })
  }
  const field = (name: keyof typeof empty, label: string) => (
    <Field label={label} error={errors[name] ? t(`errors.${errors[name]}` as 'errors.required') : undefined}>
      <Input
        value={values[name]}
        autoComplete="off"
        onChange={(event) => setValues({ ...values, [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <form onSubmit={submit} noValidate className="grid gap-3 border-t border-ink pt-3">
      <div className="grid gap-3 tablet:grid-cols-3">
        {field('code', t('whitelist.code'))}
        {field('name', t('whitelist.name'))}
        {field('reason', t('whitelist.reason'))}
      </div>
      {said ? (
        <Notice
          live
          tone={said.tone}
          title={said.text}
          action={
            said.receipt ? (
              <Link className="link" href={`/operations/R-${said.receipt}` as Route}>
                {t('whitelist.openReceipt', { receipt: `R-${said.receipt}` })}
              </Link>
            ) : null
          }
        />
      ) : null}
      <div>
        <Button type="submit" icon="plus" pending={isPending && t('whitelist.adding')}>
          {t('whitelist.add')}
        </Button>
      </div>
    </form>
  )
}

/** True once the read-back found the member on the list. */
async function waitUntilDone(operationId: string): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    const response = await fetch(`/api/operations/${operationId}/progress`).catch(() => null)
    const progress = response?.ok ? ((await response.json()) as { state?: string; verdict?: string | null }) : null
    if (progress?.state === 'done') return progress.verdict === 'verified'
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  return false
}
