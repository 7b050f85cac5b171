'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { settle } from '@/components/shell/reach'
import { IconButton } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { ScheduleView } from '@/lib/channels/schedule-schema'
import type { ActionResult } from '@/lib/errors'
import { formatCount, formatDateTime } from '@/lib/format'
import { cancelSchedule, hastenSchedule } from './actions'
import { EditDialog } from './edit-dialog'

type Asking = 'edit' | 'now' | 'cancel' | null

/** Another time, at once, or never. */
export function ScheduleActions({ schedule }: { schedule: ScheduleView }) {
  const t = useTranslations('schedules')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [asking, setAsking] = useState<Asking>(null)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState('')
  const close = () => setAsking(null)
  const run = async (work: () => Promise<ActionResult<null>>) => {
    setBusy(true)
    const result = await settle(work)
    setBusy(false)
    setRefused(result.ok ? '' : result.code === 'conflict' ? t('begun') : tErrors(result.code))
    close()
    router.refresh()
  }
  const { id } = schedule
  const time = formatDateTime(schedule.dueAt)
  return (
    <>
      <span role="status" className="text-12 text-cinnabar">
        {refused}
      </span>
      <Menu trigger={<IconButton icon="more" size="sm" label={t('actionsOf', { time })} />}>
        <MenuItem icon="edit" onSelect={() => setAsking('edit')}>
          {t('edit')}
        </MenuItem>
        <MenuItem icon="send" onSelect={() => setAsking('now')}>
          {t('now')}
        </MenuItem>
        <MenuItem icon="block" danger onSelect={() => setAsking('cancel')}>
          {t('cancel')}
        </MenuItem>
      </Menu>
      {asking === 'edit' ? <EditDialog schedule={schedule} onClose={close} /> : null}
      <ConfirmDialog
        open={asking === 'now'}
        onOpenChange={close}
        title={t('nowTitle', { count: formatCount(schedule.channels.count) })}
        description={t('nowText')}
        confirmLabel={t('now')}
        pending={isBusy && t('working')}
        onConfirm={() => void run(() => hastenSchedule({ id }))}
      />
      <ConfirmDialog
        open={asking === 'cancel'}
        onOpenChange={close}
        title={t('cancelTitle', { time })}
        description={t('cancelText')}
        confirmLabel={t('cancel')}
        danger
        pending={isBusy && t('working')}
        onConfirm={() => void run(() => cancelSchedule({ id }))}
      />
    </>
  )
}
