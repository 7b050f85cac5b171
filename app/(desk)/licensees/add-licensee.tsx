'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

const LicenseeForm = dynamic(() => import('./licensee-form').then((module) => module.LicenseeForm), { ssr: false })

/** With an appid given, names one that was met somewhere but stands in nobody's address book. */
export function AddLicensee({ appid }: { appid?: string }) {
  const t = useTranslations('licensees')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="primary" icon="plus" onClick={() => setIsOpen(true)}>
        {t(appid ? 'form.addThis' : 'form.add')}
      </Button>
      {isOpen ? <LicenseeForm {...(appid ? { appid } : {})} onClose={() => setIsOpen(false)} /> : null}
    </>
  )
}
