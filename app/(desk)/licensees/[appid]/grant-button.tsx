'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { saveSlip } from '@/app/(desk)/grants/actions'
import { RefusalNotice } from '@/app/(desk)/settings/refusal-notice'
import { useWrite } from '@/app/(desk)/settings/use-write'
import { Button } from '@/components/ui/button'
import { emptyContent } from '@/lib/grants/slip-schema'

/** Opens a fresh slip with this licensee already on it. Nothing is sent by it. */
export function GrantButton({ appid, connectionId }: { appid: string; connectionId: string }) {
  const t = useTranslations('licensees.page')
  const router = useRouter()
  const { run, isPending, refusal } = useWrite(saveSlip, () => null)
  const open = () => {
    const slipId = crypto.randomUUID()
    const content = { ...emptyContent, appids: [appid] }
    run({ slipId, connectionId, baseVersion: 0, content }, () => router.push(`/grants/new?slip=${slipId}` as Route))
  }
  return (
    <>
      <RefusalNotice refusal={refusal} />
      <Button variant="primary" icon="grant" pending={isPending && t('opening')} onClick={open}>
        {t('grant')}
      </Button>
    </>
  )
}
