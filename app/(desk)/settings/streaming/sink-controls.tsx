'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { State } from '@/components/ui/state'
import type { SinkView } from '@/lib/streaming/schema'
import { RefusalNotice } from '../refusal-notice'
import { useWrite } from '../use-write'
import { removeSink, switchSink, testSink } from './actions'
import { ReplayDialog } from './replay-dialog'
import { SinkDialog } from './sink-dialog'

type Open = 'edit' | 'replay' | 'remove' | null

export function SinkControls({ sink }: { sink: SinkView }) {
  const t = useTranslations('streaming')
  const [open, setOpen] = useState<Open>(null)
  const [tested, setTested] = useState<{ error: string | null } | null>(null)
  const testing = useWrite(testSink, () => null)
  const switching = useWrite(switchSink, () => null)
  const removing = useWrite(removeSink, () => null)
  const isOn = sink.state === 'on'
  const close = () => setOpen(null)
  const fault = tested?.error?.replace('address refused: ', '')
  return (
    <div className="grid gap-2 pt-3">
      <RefusalNotice refusal={testing.refusal ?? switching.refusal ?? removing.refusal} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          onClick={() => {
            setTested(null)
            testing.run({ sinkId: sink.id }, setTested)
          }}
          pending={testing.isPending && t('test.pending')}
        >
          {t('test.ask')}
        </Button>
        <Button onClick={() => setOpen('edit')}>{t('edit.open')}</Button>
        <Button onClick={() => setOpen('replay')}>{t('replay.open')}</Button>
        <Button
          onClick={() => switching.run({ sinkId: sink.id, isOn: !isOn }, () => undefined)}
          pending={switching.isPending && t('switch.pending')}
        >
          {t(isOn ? 'switch.off' : 'switch.on')}
        </Button>
        <Button variant="danger" onClick={() => setOpen('remove')}>
          {t('remove.open')}
        </Button>
        <span role="status" className="min-w-0">
          {tested === null ? null : tested.error === null ? (
            <State name="verified">{t('test.arrived')}</State>
          ) : (
            <State name="failed">{t('test.failed', { error: fault ?? '' })}</State>
          )}
        </span>
      </div>
      {open === 'edit' ? <SinkDialog sink={sink} onClose={close} /> : null}
      {open === 'replay' ? <ReplayDialog sink={sink} onClose={close} /> : null}
      {open === 'remove' ? (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('remove.title', { name: sink.name })}
          description={t('remove.text')}
          confirmLabel={t('remove.submit')}
          danger
          pending={removing.isPending && t('remove.pending')}
          onConfirm={() => removing.run({ sinkId: sink.id }, close)}
        />
      ) : null}
    </div>
  )
}
