'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { NOTE_LENGTH, type NoteSubject, noteInput, splitLabels } from '@/lib/notes/schema'
import { addNote } from '../actions'

const problems = ['textMissing', 'textLong', 'ticketLong', 'labelLong', 'labelsMany'] as const
type Problem = (typeof problems)[number]
const nothing = { text: '', ticket: '', labels: '' }

/** A note, with the ticket it belongs to and a few labels. What was typed stays until it is recorded. */
export function NoteForm({ subject }: { subject: NoteSubject }) {
  const t = useTranslations('eventPage.notes')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [typed, setTyped] = useState(nothing)
  const [errors, setErrors] = useState<Record<string, Problem>>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  const isOpen = typed.text !== ''
  const change = (field: keyof typeof nothing) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [field]: event.target.value })
  const wordsOf = (field: string) => (errors[field] ? t(`problem.${errors[field]}`) : undefined)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const note = {
      subjectType: subject.type,
      subjectId: subject.id,
      text: typed.text,
      ticket: typed.ticket,
      labels: splitLabels(typed.labels),
    }
    const parsed = noteInput.safeParse(note)
    setErrors(toProblems(parsed.error?.issues ?? []))
    setRefusal(null)
    if (!parsed.success) return
    startTransition(async () => {
      const result = await settle(() => addNote(note))
      if (result.ok) {
        setTyped(nothing)
        router.refresh()
      } else setRefusal(result.code === 'too_many' ? t('tooMany') : tErrors(result.code))
    })
  }

  return (
    <form className="grid gap-2.5 py-3" onSubmit={submit} noValidate>
      <LeaveGuard when={isOpen && !isPending} />
      <Field label={t('text')} error={wordsOf('text')} count={{ value: typed.text, max: NOTE_LENGTH }} hint={t('hint')}>
        <Textarea rows={2} value={typed.text} onChange={change('text')} />
      </Field>
      {isOpen ? (
        <div className="grid grid-cols-2 gap-3 max-tablet:grid-cols-1">
          <Field label={t('ticket')} optional={t('optional')} error={wordsOf('ticket')}>
            <Input value={typed.ticket} onChange={change('ticket')} autoComplete="off" />
          </Field>
          <Field label={t('labels')} optional={t('optional')} error={wordsOf('labels')} hint={t('labelsHint')}>
            <Input value={typed.labels} onChange={change('labels')} autoComplete="off" />
          </Field>
        </div>
      ) : null}
      {refusal ? <Notice tone="danger" live title={refusal} /> : null}
      <div>
        <Button type="submit" pending={isPending && t('adding')}>
          {t('add')}
        </Button>
      </div>
    </form>
  )
}

function toProblems(issues: readonly { path: PropertyKey[]; message: string }[]): Record<string, Problem> {
  return Object.fromEntries(
    issues.map((issue) => [
      String(issue.path[0]),
      problems.find((problem) => problem === issue.message) ?? ('textLong' as const),
    ]),
  )
}
