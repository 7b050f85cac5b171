'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { startChange } from './actions'
import { PasteIdsDialog } from './paste-ids-dialog'

/** Begins with a pasted list instead of ticks. */
export function ChooseChannels({ connectionId, from }: { connectionId: string; from: string | null }) {
  const t = useTranslations('apply.choose')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [isPasting, setPasting] = useState(false)
  const [refused, setRefused] = useState('')
  const begin = async (ids: string[]) => {
    const result = await startChange({ connectionId, selection: { kind: 'ids', ids }, ...(from ? { from } : {}) })
    if (result.ok) router.push(`/channels/apply?change=${result.data.changeId}` as Route)
    else setRefused(tErrors(result.code))
  }
  return (
    <>
      <Button variant="primary" icon="paste" onClick={() => setPasting(true)}>
        {t('paste')}
      </Button>
      <span role="status" className="self-center text-12 text-cinnabar">
        {refused}
      </span>
      {isPasting ? (
        <PasteIdsDialog onClose={() => setPasting(false)} onAdd={begin} action={(count) => t('begin', { count })} />
      ) : null}
    </>
  )
}
