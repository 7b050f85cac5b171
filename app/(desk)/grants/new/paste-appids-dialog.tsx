'use client'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { formatCount } from '@/lib/format'
import { parsePastedAppids } from '@/lib/grants/pasted-schema'
import { MOST_LICENSEES } from '@/lib/grants/schema'
import type { LicenseeView } from '@/lib/licensees/schema'
import { OtherWords } from './other-words'

type PasteAppidsDialogProps = {
  chosen: readonly string[]
  findLicensee: (appid: string) => LicenseeView
  onAdd: (appids: string[]) => void
  onClose: () => void
}

/** AppIDs out of a pasted list. One outside the address book may be granted to as well, and is named first. */
export function PasteAppidsDialog({ chosen, findLicensee, onAdd, onClose }: PasteAppidsDialogProps) {
  const t = useTranslations('composer.paste')
  const tPaste = useTranslations('grants.paste')
  const [text, setText] = useState('')
  const settled = useDeferredValue(text)
  const { ids, duplicates, others } = useMemo(() => parsePastedAppids(settled), [settled])
  const malformed = others.filter((word) => /^wx/i.test(word))
  const unlisted = ids.filter((appid) => !findLicensee(appid).isListed)
  const refused = ids.filter((appid) => findLicensee(appid).lastRefusalCode !== null)
  const isTooMany = new Set([...chosen, ...ids]).size > MOST_LICENSEES
  const count = (value: number) => ({ count: formatCount(value) })

  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t('appids.title')}
      description={t('appids.description')}
      actions={
        <Button
          variant="primary"
          disabled={ids.length === 0 || isTooMany}
          onClick={() => {
            onAdd(ids)
            onClose()
          }}
        >
          {ids.length > 0 ? t('appids.add', count(ids.length)) : t('appids.nothing')}
        </Button>
      }
    >
      <Field
        label={t('appids.label')}
        error={isTooMany ? tPaste('tooMany', { most: formatCount(MOST_LICENSEES) }) : undefined}
      >
        <Textarea
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
          className="mono"
        />
      </Field>
      {text.trim() !== '' ? (
        <p role="status" className="flex flex-wrap gap-x-4 text-12 text-ink-2">
          <span>{tPaste('ids', count(ids.length))}</span>
          {duplicates > 0 ? <span>{tPaste('duplicates', count(duplicates))}</span> : null}
          {unlisted.length > 0 ? (
            <span className="text-orpiment">{t('appids.unlisted', count(unlisted.length))}</span>
          ) : null}
          {refused.length > 0 ? (
            <span className="text-orpiment">{t('appids.refused', count(refused.length))}</span>
          ) : null}
          {malformed.length > 0 ? (
            <span className="text-cinnabar">{t('appids.malformed', count(malformed.length))}</span>
          ) : null}
        </p>
      ) : null}
      {malformed.length > 0 ? (
        <Notice tone="danger" title={t('appids.malformedNote')}>
          <Mono className="break-words whitespace-normal">{malformed.join(' ')}</Mono>
        </Notice>
      ) : null}
      {unlisted.length > 0 ? (
        <Notice tone="attention" title={t('appids.unlistedNote')}>
          <Mono className="break-words whitespace-normal">{unlisted.join(' ')}</Mono>
        </Notice>
      ) : null}
      <OtherWords words={others.filter((word) => !malformed.includes(word))} />
    </Dialog>
  )
}
