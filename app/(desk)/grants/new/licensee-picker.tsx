'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { formatCount } from '@/lib/format'
import { MOST_LICENSEES } from '@/lib/grants/schema'
import { appidPattern, type LicenseeView } from '@/lib/licensees/schema'
import { getJson, type ReadRefused } from './get-json'
import { LicenseeDialog } from './licensee-dialog'
import { LicenseeRows } from './licensee-rows'
import { SectionHead } from './section-head'
import { useLicensees } from './use-licensees'
import { type View, ViewSwitch } from './view-switch'

const PasteAppidsDialog = dynamic(() => import('./paste-appids-dialog').then((module) => module.PasteAppidsDialog), {
  ssr: false,
})

type LicenseePickerProps = {
  connectionId: string
  chosen: string[]
  mayWrite: boolean
  onChange: (appids: string[]) => void
}

export function LicenseePicker({ connectionId, chosen, mayWrite, onChange }: LicenseePickerProps) {
  const t = useTranslations('grants.licensee')
  const tCompose = useTranslations('grants.compose')
  const tDrama = useTranslations('grants.drama')
  const tPaste = useTranslations('composer.paste')
  const [typed, setTyped] = useState('')
  const [view, setView] = useState<View>('all')
  const [isPasting, setIsPasting] = useState(false)
  const [naming, setNaming] = useState<string | null>(null)
  const client = useQueryClient()
  const q = useDeferredValue(typed.trim())
  const book = useLicensees(connectionId)
  const found = useQuery<{ licensees: LicenseeView[] }, ReadRefused>({
    queryKey: ['licensees', connectionId, q],
    enabled: q !== '',
    queryFn: ({ signal }) => getJson('/api/grants/licensees', { connection: connectionId, q }, signal),
    placeholderData: (before) => before,
  })
  const listed = q === '' ? book.all : (found.data?.licensees ?? [])
  const rows = view === 'all' ? listed : chosen.map((appid) => book.find(appid))
  const appid = typed.normalize('NFKC').trim()
  const isTypedAppid = appidPattern.test(appid)
  const looksLikeAppid = /^wx[0-9a-z]{4,}$/i.test(appid) && !isTypedAppid && listed.length === 0

  const change = (appids: readonly string[], isChosen: boolean) => {
    const rest = chosen.filter((one) => !appids.includes(one))
    onChange(isChosen ? [...rest, ...appids].slice(0, MOST_LICENSEES) : rest)
  }

  return (
    <section aria-label={t('title')} data-part="licensees">
      <SectionHead
        numeral={tCompose('two')}
        title={t('title')}
        figure={formatCount(chosen.length)}
        actions={
          <Button variant="ghost" size="sm" icon="paste" onClick={() => setIsPasting(true)}>
            {tPaste('appids.action')}
          </Button>
        }
      />
      <Input
        id="field-appids"
        type="search"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setView('all')
        }}
        aria-label={t('searchLabel')}
        placeholder={t('search')}
        maxLength={100}
        prefix={<Icon name="search" small />}
      />
      <ViewSwitch
        value={view}
        onChange={setView}
        all={t('all')}
        selected={t('selected', { count: chosen.length })}
        clear={chosen.length > 0 ? { label: t('clear'), run: () => onChange([]) } : null}
        label={t('title')}
      />
      {book.isError ? (
        <Notice tone="danger" live title={tDrama('loadFailed')} />
      ) : (
        <LicenseeRows
          rows={rows}
          chosen={chosen}
          onChange={change}
          onName={mayWrite ? setNaming : undefined}
          isLoading={book.isPending}
          empty={view === 'all' ? t('none') : t('noneSelected')}
        />
      )}
      {looksLikeAppid ? <p className="text-12 text-cinnabar">{t('badAppid')}</p> : null}
      {isTypedAppid && !chosen.includes(appid) && !listed.some((licensee) => licensee.appid === appid) ? (
        <Button
          size="sm"
          icon="plus"
          className="mt-1"
          onClick={() => {
            change([appid], true)
            setTyped('')
            setView('selected')
          }}
        >
          {t('add', { appid })}
        </Button>
      ) : null}
      {chosen.length >= MOST_LICENSEES ? (
        <p className="text-12 text-orpiment">{t('full', { most: MOST_LICENSEES })}</p>
      ) : null}
      {isPasting ? (
        <PasteAppidsDialog
          chosen={chosen}
          findLicensee={book.find}
          onClose={() => setIsPasting(false)}
          onAdd={(appids) => {
            change(appids, true)
            setView('selected')
          }}
        />
      ) : null}
      {naming ? (
        <LicenseeDialog
          appid={naming}
          onClose={() => setNaming(null)}
          onSaved={() => void client.invalidateQueries({ queryKey: ['licensees', connectionId] })}
        />
      ) : null}
    </section>
  )
}
