'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { diagnoseHref } from './search-params'
import { SubjectPicker } from './subject-picker'
import { searchDramas, searchLicensees } from './subject-search'

type DiagnoseFormProps = {
  connectionId: string
  appid: string
  appidName: string | null
  appidError: boolean
  dramaId: string
  dramaName: string | null
  dramaError: boolean
}

/** Two questions; names, pinyin and bare ids are all understood, typed or picked. */
export function DiagnoseForm(props: DiagnoseFormProps) {
  const { connectionId } = props
  const t = useTranslations('diagnose.form')
  const router = useRouter()
  const [appid, setAppid] = useState(props.appid)
  const [dramaId, setDramaId] = useState(props.dramaId)
  const [isPending, startTransition] = useTransition()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(() => router.push(diagnoseHref({ appid, drama: dramaId, connection: connectionId })))
  }
  return (
    <form
      action="/diagnose"
      onSubmit={submit}
      className="grid max-w-[860px] items-start gap-x-4 gap-y-3 tablet:grid-cols-[1fr_1fr_auto]"
    >
      <input type="hidden" name="connection" value={connectionId} />
      <Field label={t('licensee')} error={props.appidError ? t('badAppid') : undefined}>
        <SubjectPicker
          name="appid"
          placeholder={t('licenseeHint')}
          emptyText={t('noLicensee')}
          initialId={props.appid}
          initialLabel={props.appidName}
          search={(text, signal) => searchLicensees(connectionId, text, signal)}
          onChange={setAppid}
        />
      </Field>
      <Field label={t('drama')} error={props.dramaError ? t('badDrama') : undefined}>
        <SubjectPicker
          name="drama"
          placeholder={t('dramaHint')}
          emptyText={t('noDrama')}
          initialId={props.dramaId}
          initialLabel={props.dramaName}
          search={(text, signal) => searchDramas(connectionId, text, signal)}
          onChange={setDramaId}
        />
      </Field>
      <Button
        type="submit"
        variant="primary"
        className="tablet:mt-[22px]"
        disabled={appid.trim() === '' || dramaId.trim() === ''}
        pending={isPending && t('searching')}
      >
        {t('submit')}
      </Button>
    </form>
  )
}
