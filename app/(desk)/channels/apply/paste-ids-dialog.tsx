'use client'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { readPastedIds } from '@/lib/channels/apply-paste-schema'
import { MOST_CHANNELS } from '@/lib/channels/apply-schema'
import { formatCount } from '@/lib/format'

type Props = { onAdd: (ids: string[]) => void; onClose: () => void; action: (count: string) => string }

/** Channel numbers out of a chat or a sheet. */
export function PasteIdsDialog({ onAdd, onClose, action }: Props) {
  const t = useTranslations('apply.channels')
  const [text, setText] = useState('')
  const ids = readPastedIds(useDeferredValue(text))
  const isTooMany = ids.length > MOST_CHANNELS
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('pasteTitle')}
      description={t('pasteText')}
      actions={
        <Button
          variant="primary"
          disabled={ids.length === 0 || isTooMany}
          onClick={() => {
            onAdd(ids)
            onClose()
          }}
        >
          {action(formatCount(ids.length))}
        </Button>
      }
    >
      <Field label={t('pasteLabel')} error={isTooMany ? t('tooMany', { most: formatCount(MOST_CHANNELS) }) : undefined}>
        <Textarea rows={6} value={text} spellCheck={false} onChange={(event) => setText(event.target.value)} />
      </Field>
    </Dialog>
  )
}
