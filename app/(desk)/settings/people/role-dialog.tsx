'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { PersonRow } from '@/lib/people/queries'
import type { RoleName } from '@/lib/people/schema'
import { RefusalNotice } from '../refusal-notice'
import { changeRole } from './actions'
import { RoleChoice } from './role-choice'
import { usePersonWrite } from './use-person-write'

export function RoleDialog({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const t = useTranslations('people')
  const [role, setRole] = useState(person.role as RoleName)
  const { run, isPending, refusal } = usePersonWrite(changeRole)
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('changeRole.title', { name: person.name })}
      description={t('changeRole.description')}
      confirmLabel={t('changeRole.submit', { role: t(`role.${role}`) })}
      pending={isPending && t('changeRole.pending')}
      onConfirm={() => run({ personId: person.id, role }, onClose)}
    >
      <RoleChoice value={role} onValueChange={setRole} label={t('column.role')} />
      <RefusalNotice refusal={refusal} />
    </ConfirmDialog>
  )
}
