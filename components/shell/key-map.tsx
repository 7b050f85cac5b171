'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { Switch } from '@/components/ui/switch'
import { destinations, keyGroups } from './key-map-schema'
import { keysCookie, rememberPreference } from './preferences'

const isOff = () => document.cookie.split('; ').includes(`${keysCookie}=off`)

/** What every key does, and the switch for those that are a letter alone. */
export function KeyMap({ onOpenChange }: { onOpenChange: (isOpen: boolean) => void }) {
  const t = useTranslations('palette')
  const tShell = useTranslations('shell.navigation')
  const [areOn, setAreOn] = useState(() => !isOff())
  return (
    <Dialog open onOpenChange={onOpenChange} title={t('map.title')} wide>
      <div className="grid gap-x-8 gap-y-4 tablet:grid-cols-2">
        {keyGroups.map((group) => (
          <section key={group.name} aria-label={t(`map.${group.name}`)}>
            <h3 className="border-b border-line pb-1 text-12 font-medium text-ink-3">{t(`map.${group.name}`)}</h3>
            <dl>
              {group.keys.map(({ name, press }) => (
                <KeyLine key={name} press={press} word={t(`keys.${name}`)} />
              ))}
            </dl>
          </section>
        ))}
        <section aria-label={t('map.go')}>
          <h3 className="border-b border-line pb-1 text-12 font-medium text-ink-3">{t('map.go')}</h3>
          <dl>
            {destinations.map(({ key, name }) => (
              <KeyLine key={key} press={['g', key]} word={tShell(name)} />
            ))}
          </dl>
        </section>
      </div>
      <Switch
        checked={areOn}
        onCheckedChange={(checked) => {
          setAreOn(checked)
          rememberPreference(keysCookie, checked ? 'on' : 'off')
        }}
      >
        {t('map.letters')}
      </Switch>
    </Dialog>
  )
}

function KeyLine({ press, word }: { press: readonly string[]; word: string }) {
  return (
    <div className="flex h-8 items-center justify-between gap-4 border-b border-line-soft">
      <dt>{word}</dt>
      <dd className="flex gap-1">
        {press.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  )
}
