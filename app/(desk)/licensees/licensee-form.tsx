'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { RefusalNotice } from '@/app/(desk)/settings/refusal-notice'
import { useWrite } from '@/app/(desk)/settings/use-write'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { FieldErrors } from '@/lib/errors'
import type { LicenseeLine } from '@/lib/licensees/book-schema'
import { licenseeInput } from '@/lib/licensees/input-schema'
import { splitTags } from '@/lib/licensees/schema'
import { addLicensee, updateLicensee } from './actions'
import { LicenseeFields, type LicenseeValues } from './licensee-fields'

type Props = { licensee?: LicenseeLine; appid?: string; onClose: () => void }

/** Adds a licensee, or changes one. Typed text stays until it is saved or the person closes the dialog. */
export function LicenseeForm({ licensee, appid, onClose }: Props) {
  const t = useTranslations('licensees.form')
  const formId = useId()
  const router = useRouter()
  const form = useForm<LicenseeValues>({ defaultValues: toValues(licensee, appid) })
  const seenAt = licensee?.updatedAt
  const write = useWrite(
    (input: ReturnType<typeof readValues>) => (seenAt ? updateLicensee({ ...input, seenAt }) : addLicensee(input)),
    (failure) => (failure.code === 'conflict' ? t('overtaken') : null),
  )

  const submit = (values: LicenseeValues) => {
    const input = readValues(values)
    const parsed = licenseeInput.safeParse(input)
    if (!parsed.success)
      return refuse(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path[0], message])))
    write.run(
      input,
      (data) => {
        onClose()
        if (!licensee && !appid) router.push(`/licensees/${(data as { appid: string }).appid}` as never)
      },
      ({ fieldErrors }) => (fieldErrors ? refuse(fieldErrors) : undefined),
    )
  }
  const refuse = (errors: FieldErrors) =>
    applyFieldErrors(
      form,
      Object.fromEntries(Object.entries(errors).map(([name, message]) => [name.split('.')[0] ?? name, message])),
    )

  return (
    <Dialog
      open
      wide
      keeps={form.formState.isDirty}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t(licensee ? 'editTitle' : 'addTitle')}
      description={t('description')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" pending={write.isPending && t('saving')}>
            {t(licensee ? 'save' : 'addSubmit')}
          </Button>
        </>
      }
    >
      <Form
        id={formId}
        form={form}
        onSubmit={submit}
        translateError={(message) =>
          t(
            t.has(`problem.${message}` as 'problem.required')
              ? (`problem.${message}` as 'problem.required')
              : 'problem.invalid',
          )
        }
        className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1"
      >
        <LeaveGuard when={form.formState.isDirty} />
        <div className="col-span-full empty:hidden">
          <RefusalNotice refusal={write.refusal} />
        </div>
        <LicenseeFields form={form} hasAppid={Boolean(licensee ?? appid)} />
      </Form>
    </Dialog>
  )
}

const readValues = ({ tags, ...rest }: LicenseeValues) => ({ ...rest, tags: splitTags(tags) })

const toValues = (licensee: LicenseeLine | undefined, appid: string | undefined): LicenseeValues => ({
  appid: licensee?.appid ?? appid ?? '',
  name: licensee?.name ?? '',
  subject: licensee?.subject ?? '',
  contact: licensee?.contact ?? '',
  contractNo: licensee?.contractNo ?? '',
  contractEndsOn: licensee?.contractEndsOn ?? '',
  tags: licensee?.tags.join('，') ?? '',
  notes: licensee?.notes ?? '',
})
