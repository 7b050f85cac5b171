'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'
import { saveLicensee } from '../actions'

const fields = ['name', 'subject', 'contractNo', 'contractEndsOn'] as const
type FieldName = (typeof fields)[number]
const empty: Record<FieldName, string> = { name: '', subject: '', contractNo: '', contractEndsOn: '' }
const problems = ['required', 'tooLong', 'badDate'] as const

/** Puts a typed appid into the address book, so that the next person reads a name. */
export function LicenseeDialog({
  appid,
  onSaved,
  onClose,
}: {
  appid: string
  onSaved: () => void
  onClose: () => void
}) {
  const t = useTranslations('grants.book')
  const tErrors = useTranslations('errors')
  const [values, setValues] = useState(empty)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const [isSaving, setIsSaving] = useState(false)

  const save = async () => {
    setIsSaving(true)
    const result = await settle(() => saveLicensee({ appid, ...values }))
    setIsSaving(false)
    const isThereAlready = !result.ok && result.fieldErrors?.appid === 'taken'
    if (!result.ok && !isThereAlready) return setRefusal(result)
    onSaved()
    onClose()
  }
  const errorOf = (name: FieldName) => {
    const key = refusal?.fieldErrors?.[name]
    if (!key) return undefined
    return t(`problem.${problems.find((problem) => problem === key) ?? 'invalid'}`)
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title')}
      description={t('description', { appid })}
      actions={
        <Button variant="primary" type="submit" form="licensee-form" pending={isSaving && t('saving')}>
          {t('save')}
        </Button>
      }
    >
      <form
        id="licensee-form"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          // A portal's events still bubble to the slip around it.
          event.stopPropagation()
          void save()
        }}
      >
        {fields.map((name) => (
          <Field
            key={name}
            label={t(name)}
            error={errorOf(name)}
            hint={name === 'contractEndsOn' ? t('dateHint') : undefined}
          >
            <Input
              value={values[name]}
              maxLength={120}
              autoComplete="off"
              onChange={(event) => setValues((before) => ({ ...before, [name]: event.target.value }))}
            />
          </Field>
        ))}
        {refusal && !refusal.fieldErrors ? <Notice tone="danger" live title={tErrors(refusal.code)} /> : null}
      </form>
    </Dialog>
  )
}
