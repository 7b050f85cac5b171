'use client'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type WhitelistRow, whitelistLimits } from '@/lib/channels/whitelist-schema'
import type { Submitted } from '@/lib/operations/submit'
import { addWhitelistEntry, updateWhitelistEntry } from './actions'
import { ReasonField, Refusal } from './reason-field'
import type { ListPlace } from './search-params'
import { useListWrite } from './use-list-write'

type Props = {
  place: ListPlace
  /** Null to add somebody. */
  member: WhitelistRow | null
  onClose: () => void
  onSubmitted: (operation: { id: string; number: number }) => void
}

/** Adds a member, or gives one another code or name. The code that stands is not shown for that: empty means keep. */
export function MemberDialog({ place, member, onClose, onSubmitted }: Props) {
  const t = useTranslations('whitelist')
  const [code, setCode] = useState('')
  const [name, setName] = useState(member?.name ?? '')
  const [reason, setReason] = useState('')
  const { send, isPending, errors, refusal } = useListWrite<Submitted>(({ operationId, number }) => {
    onSubmitted({ id: operationId, number })
    onClose()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wish = { ...place, code, name, reason }
    void send((requestKey) =>
      member
        ? updateWhitelistEntry({ ...wish, requestKey, handle: member.handle })
        : addWhitelistEntry({ ...wish, requestKey }),
    )
  }
  const errorOf = (field: string) => (errors[field] ? t(`errors.${errors[field]}` as 'errors.required') : undefined)
  const words = member ? 'edit' : 'add'
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t(`${words}.title`)}
      description={member ? t('edit.text', { member: member.code }) : t('add.text')}
      actions={
        <Button variant="primary" type="submit" form="whitelist-member" pending={isPending && t('submitting')}>
          {t(`${words}.submit`)}
        </Button>
      }
    >
      <form id="whitelist-member" className="grid gap-4" onSubmit={submit} noValidate>
        <Refusal refusal={refusal} />
        <Field
          label={t(member ? 'edit.code' : 'column.code')}
          hint={t(member ? 'edit.codeHint' : 'add.codeHint')}
          error={errorOf('code')}
          count={{ value: code, max: whitelistLimits.code }}
        >
          <Input
            className="mono"
            value={code}
            autoComplete="off"
            spellCheck={false}
            placeholder={member?.code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
        <Field label={t('column.name')} error={errorOf('name')} count={{ value: name, max: whitelistLimits.name }}>
          <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
        <ReasonField value={reason} onChange={setReason} error={errors.reason} />
      </form>
    </Dialog>
  )
}
