'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { settle } from '@/components/shell/reach'
import { Select } from '@/components/ui/select'
import { takeTemplate } from '../templates/actions'

/** Fills the doors from a template. What was chosen before is replaced. */
export function TemplateChoice({
  changeId,
  templates,
  chosen,
}: {
  changeId: string
  templates: readonly { id: string; name: string }[]
  chosen: string | null
}) {
  const t = useTranslations('templates')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [refused, setRefused] = useState('')
  if (templates.length === 0) return null
  const take = async (templateId: string) => {
    const result = await settle(() => takeTemplate({ changeId, templateId }))
    setRefused(result.ok ? '' : tErrors(result.code))
    router.refresh()
  }
  return (
    <span className="flex items-center gap-2">
      <span role="status" className="text-12 text-cinnabar">
        {refused}
      </span>
      <Select
        className="w-52"
        ariaLabel={t('take')}
        placeholder={t('take')}
        value={templates.some(({ id }) => id === chosen) ? chosen : null}
        onValueChange={take}
        options={templates.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </span>
  )
}
