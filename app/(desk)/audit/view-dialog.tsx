'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { RefusalNotice } from '@/app/(desk)/settings/refusal-notice'
import { useWrite } from '@/app/(desk)/settings/use-write'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionFailure } from '@/lib/errors'
import type { SavedView } from '@/lib/explorer/schema'
import { saveView, updateView } from './actions'
import { DeleteView } from './delete-view'

type ViewDialogProps = { written: string; view: SavedView | null; mayChange: boolean }

/** Keeps the query under a name; or renames, shares, replaces or takes away the view that is open. */
export default function ViewDialog({ written, view, mayChange }: ViewDialogProps) {
  const t = useTranslations('explorer.views')
  const [open, setOpen] = useState<'save' | 'edit' | null>(null)
  const canEdit = view !== null && mayChange
  const isChanged = view !== null && view.query !== written
  return (
    <>
      {view ? (
        <CopyButton text={`${window.location.origin}/audit/views/${view.id}`} variant="ghost">
          {t('copy')}
        </CopyButton>
      ) : null}
      {canEdit ? (
        <Button icon="edit" onClick={() => setOpen('edit')}>
          {t(isChanged ? 'update' : 'edit')}
        </Button>
      ) : null}
      {view === null || isChanged || !mayChange ? <Button onClick={() => setOpen('save')}>{t('save')}</Button> : null}
      {open === 'save' ? <ViewForm written={written} view={null} onClose={() => setOpen(null)} /> : null}
      {open === 'edit' && view ? <ViewForm written={written} view={view} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

const problems = ['nameMissing', 'nameLong', 'nameOdd', 'nameTaken', 'tooManyViews', 'queryLong'] as const

function ViewForm({ written, view, onClose }: { written: string; view: SavedView | null; onClose: () => void }) {
  const t = useTranslations('explorer.dialog')
  const router = useRouter()
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, setIsShared] = useState(view?.isShared ?? false)
  const [replaces, setReplaces] = useState(view !== null && view.query !== written)
  const [fault, setFault] = useState<string | null>(null)
  const save = useWrite(saveView, () => null)
  const update = useWrite(updateView, () => null)
  const query = view === null || replaces ? written : view.query
  const isPending = save.isPending || update.isPending
  const explain = ({ fieldErrors }: ActionFailure) => {
    const code = fieldErrors?.name ?? fieldErrors?.query
    setFault(code ? t(problems.find((known) => known === code) ?? 'invalid') : null)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setFault(name.trim() === '' ? t('nameMissing') : null)
    if (name.trim() === '') return
    if (view) {
      update.run({ id: view.id, name, query, isShared }, onClose, explain)
    } else
      save.run(
        { name, query, isShared },
        ({ id }) => {
          onClose()
          router.push(`/audit/views/${id}` as Route)
        },
        explain,
      )
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title={t(view ? 'editTitle' : 'saveTitle')}
      description={t('description')}
      actions={
        <>
          {view ? <DeleteView view={view} /> : null}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form="view-form" pending={isPending && t('saving')}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id="view-form" className="grid gap-4" onSubmit={submit} noValidate>
        <Field label={t('name')} id="field-view-name" error={fault ?? undefined} count={{ value: name, max: 60 }}>
          <Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
        </Field>
        <div className="grid gap-1">
          <p className="text-12 font-medium text-ink-2">{t('query')}</p>
          <p className="mono rounded-chip bg-sunken px-2 py-1.5 [overflow-wrap:anywhere]">
            {query || <span className="font-sans text-ink-3">{t('queryAll')}</span>}
          </p>
          {view && view.query !== written ? (
            <Checkbox checked={replaces} onCheckedChange={setReplaces}>
              {t('replaceQuery')}
            </Checkbox>
          ) : null}
        </div>
        <Checkbox checked={isShared} onCheckedChange={setIsShared} hint={t('sharedHint')}>
          {t('shared')}
        </Checkbox>
        <RefusalNotice refusal={save.refusal ?? update.refusal} />
      </form>
    </Dialog>
  )
}
