'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { readPastedValues } from '@/lib/channels/apply-paste-schema'
import type { Variable, VariableValues } from '@/lib/channels/apply-schema'
import { formatCount, joinNames } from '@/lib/format'
import { useVariableName } from './values-section'

type Props = {
  variables: readonly Variable[]
  channels: readonly { channelId: string }[]
  onFill: (own: Record<string, VariableValues>) => void
  onClose: () => void
}

/** Rows out of a sheet: the channel's number first, then a value for each variable. */
export function PasteValuesDialog({ variables, channels, onFill, onClose }: Props) {
  const t = useTranslations('apply.values')
  const locale = useLocale()
  const name = useVariableName()
  const [text, setText] = useState('')
  const known = channels.map((channel) => channel.channelId)
  const { own, strangers } = readPastedValues(text, variables, known)
  const count = Object.keys(own).length
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t('pasteTitle')}
      description={t('pasteText', { columns: joinNames(variables.map(name), locale) })}
      actions={
        <Button
          variant="primary"
          disabled={count === 0}
          onClick={() => {
            onFill(own)
            onClose()
          }}
        >
          {t('pasteFill', { count: formatCount(count) })}
        </Button>
      }
    >
      <Field
        label={t('pasteLabel')}
        hint={strangers > 0 ? t('pasteStrangers', { count: formatCount(strangers) }) : undefined}
      >
        <Textarea rows={8} value={text} spellCheck={false} onChange={(event) => setText(event.target.value)} />
      </Field>
    </Dialog>
  )
}
