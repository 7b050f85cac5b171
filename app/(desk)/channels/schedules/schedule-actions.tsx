'use client'
import type { Route } from 'next'
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
import { cancelSchedule, editScheduled, hastenSchedule } from './actions'
import { EditDialog } from './edit-dialog'
import { useRefusedText } from './use-refused-text'

type Asking = 'edit' | 'now' | 'cancel' | null

/** Another time, something else, at once, or never. */
export function ScheduleActions({ schedule }: { schedule: ScheduleView }) {
  const t = useTranslations('schedules')
  const refusedText = useRefusedText()
  const router = useRouter()
  const [asking, setAsking] = useState<Asking>(null)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState('')
  const close = () => setAsking(null)
  const run = async <T,>(work: () => Promise<ActionResult<T>>, then: (done: T) => void = () => router.refresh()) => {
    setBusy(true)
    const result = await settle(work)
    setBusy(false)
    close()
    setRefused(result.ok ? '' : refusedText(result))
    if (result.ok) then(result.data)
    else router.refresh()
  }
  const { id, version } = schedule
  const open = ({ changeId }: { changeId: string }) => router.push(`/channels/apply?change=${changeId}` as Route)
  const time = formatDateTime(schedule.dueAt)
  return (
    <>
      <span role="status" className="text-12 text-cinnabar">
        {refused}
      </span>
      <Menu trigger={<IconButton icon="more" size="sm" label={t('actionsOf', { time })} />}>
        <MenuItem icon="clock" onSelect={() => setAsking('edit')}>
          {t('edit')}
        </MenuItem>
        <MenuItem icon="edit" onSelect={() => void run(() => editScheduled({ id, version }), open)}>
          {t('editContent')}
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
        onConfirm={() => void run(() => hastenSchedule({ id, version }))}
      />
      <ConfirmDialog
        open={asking === 'cancel'}
        onOpenChange={close}
        title={t('cancelTitle', { time })}
        description={t('cancelText')}
        confirmLabel={t('cancel')}
        danger
        pending={isBusy && t('working')}
        onConfirm={() => void run(() => cancelSchedule({ id, version }))}
      />
    </>
  )
}
