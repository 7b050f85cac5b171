'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { ActionResult } from '@/lib/errors'
import { formatCount } from '@/lib/format'
import type { PersonRow } from '@/lib/people/queries'
import type { MadeLink } from '@/lib/people/schema'
import { RefusalNotice } from '../refusal-notice'
import { disablePerson, enablePerson, endPersonSessions, makeResetLink } from './actions'
import { LinkDialog } from './link-dialog'
import type { PersonChange } from './person-menu'
import { usePersonWrite } from './use-person-write'

const writes: Record<PersonChange, (input: { personId: string }) => Promise<ActionResult<unknown>>> = {
  disable: disablePerson,
  enable: enablePerson,
  endSessions: endPersonSessions,
  reset: makeResetLink,
}

const isLink = (data: unknown): data is MadeLink => typeof data === 'object' && data !== null && 'path' in data

type Props = { person: PersonRow; change: PersonChange; onClose: () => void }

/** Names the effect, asks once, and shows the link when the change makes one. */
export function PersonDialog({ person, change, onClose }: Props) {
  const t = useTranslations('people')
  const [link, setLink] = useState<MadeLink | null>(null)
  const { run, isPending, refusal } = usePersonWrite(writes[change])
  if (link) return <LinkDialog link={link} onClose={onClose} />
  const variant = change === 'reset' && person.state !== 'active' ? 'Invite' : ''
  const name = { name: person.name }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t(`${change}.title${variant}` as 'disable.title', name)}
      description={t(`${change}.description${variant}` as 'disable.description')}
      confirmLabel={t(`${change}.submit`, name)}
      pending={isPending && t(`${change}.pending`)}
      danger={change === 'disable'}
      onConfirm={() => run({ personId: person.id }, (data) => (isLink(data) ? setLink(data) : onClose()))}
    >
      {change === 'disable' && person.openShares > 0 ? (
        <p>{t('disable.openShares', { count: formatCount(person.openShares) })}</p>
      ) : null}
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
    </ConfirmDialog>
  )
}
