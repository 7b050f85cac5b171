'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { startChange } from './apply/actions'

/** Opens one change over what is ticked. Nothing is sent. */
export function ApplyButton({ input, disabled }: { input: unknown; disabled: boolean }) {
  const t = useTranslations('apply.bar')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState('')
  const begin = async () => {
    setBusy(true)
    const result = await settle(() => startChange(input))
    if (result.ok) return router.push(`/channels/apply?change=${result.data.changeId}` as Route)
    setRefused(tErrors(result.code))
    setBusy(false)
  }
  return (
    <>
      <span role="status" className="text-12 text-cinnabar">
        {refused}
      </span>
      <Button variant="primary" disabled={disabled} pending={isBusy && t('opening')} onClick={begin}>
        {t('apply')}
      </Button>
    </>
  )
}
