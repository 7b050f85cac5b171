'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

const AddPersonDialog = dynamic(() => import('./add-person-dialog').then((module) => module.AddPersonDialog), {
  ssr: false,
})

export function AddPerson() {
  const t = useTranslations('people.add')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" icon="plus" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen ? <AddPersonDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
