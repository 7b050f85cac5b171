'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { revokeShare } from './actions'

export function RevokeButton({ shareId, name }: { shareId: string; name: string }) {
  const t = useTranslations('sharing.list')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  const revoke = () =>
    startTransition(async () => {
      const result = await settle(() => revokeShare({ shareId }))
      // One that has ended meanwhile shows so once the list is read again.
      setProblem(result.ok || result.code === 'conflict' ? null : tErrors(result.code))
      router.refresh()
    })
  return (
    <>
      <Button
        variant="danger"
        aria-label={`${t('revoke')} ${name}`}
        onClick={revoke}
        pending={isPending && t('revoking')}
      >
        {t('revoke')}
      </Button>
      {problem ? (
        <span role="status" className="block text-12 text-cinnabar">
          {problem}
        </span>
      ) : null}
    </>
  )
}
