'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { LicenseeLine } from '@/lib/licensees/book-schema'

const LicenseeForm = dynamic(() => import('../licensee-form').then((module) => module.LicenseeForm), { ssr: false })

export function EditButton({ licensee }: { licensee: LicenseeLine }) {
  const t = useTranslations('licensees')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button icon="edit" onClick={() => setIsOpen(true)}>
        {t('form.edit')}
      </Button>
      {isOpen ? <LicenseeForm licensee={licensee} onClose={() => setIsOpen(false)} /> : null}
    </>
  )
}
