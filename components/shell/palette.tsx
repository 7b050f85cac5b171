'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useState } from 'react'
import { showHelp } from '@/components/guides/help-state'
import { ask } from '@/components/shell/reach'
import { Icon, type IconName } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { Mono } from '@/components/ui/mono'
import { type GuideName, guideNames } from '@/lib/guides/schema'
import type { FoundThing } from '@/lib/overview/find-schema'
import { commands } from './commands'

type Entry = { key: string; label: string; detail: string; icon: IconName } & ({ href: string } | { guide: GuideName })
type Group = { name: 'commands' | 'found' | 'guides' | 'log'; items: Entry[] }

const icons: Record<FoundThing['kind'], IconName> = {
  receipt: 'receipt',
  drama: 'drama',
  licensee: 'licensee',
  channel: 'channel',
}

/** What calls up every guide, whatever the language. */
const HELP = ['help', 'guide', 'bangzhu', 'bz', '帮助', '指南']

/** Goes anywhere by a few letters: pages and deeds by word or pinyin, things by name or number, and the log by any text. */
export function Palette(props: { onOpenChange: (isOpen: boolean) => void; mayWrite: boolean }) {
  const t = useTranslations('palette')
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 30_000 } } }))
  return (
    <Dialog.Root open onOpenChange={(open) => props.onOpenChange(open)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup
          aria-label={t('title')}
          className="popup fixed inset-x-0 top-[10dvh] z-50 mx-auto w-[calc(100vw-32px)] max-w-[600px] rounded-dialog p-0"
        >
          <QueryClientProvider client={client}>
            <Finder {...props} />
          </QueryClientProvider>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Finder({ onOpenChange, mayWrite }: { onOpenChange: (isOpen: boolean) => void; mayWrite: boolean }) {
  const t = useTranslations('palette')
  const router = useRouter()
  const [text, setText] = useState('')
  const groups = useGroups(text, mayWrite)
  const go = (entry: Entry) => {
    onOpenChange(false)
    if ('guide' in entry) showHelp(entry.guide)
    else router.push(entry.href as Route)
  }
  return (
    <Autocomplete.Root
      items={groups.list}
      open
      inline
      filter={null}
      autoHighlight="always"
      value={text}
      onValueChange={setText}
      itemToStringValue={(entry: Entry) => entry.label}
    >
      <div className="flex h-12 items-center gap-2.5 border-b border-line px-4">
        <Icon name="search" className="text-ink-3" />
        <Autocomplete.Input
          className="h-full min-w-0 grow outline-none"
          placeholder={t('placeholder')}
          aria-label={t('title')}
          maxLength={100}
        />
        <Kbd>Esc</Kbd>
      </div>
      <div className="max-h-[min(60dvh,460px)] overflow-y-auto p-1.5">
        <Autocomplete.Status className="px-2.5 py-1 text-12 text-ink-3 empty:hidden">
          {groups.isSearching ? t('searching') : groups.hasFailed ? t('failed') : ''}
        </Autocomplete.Status>
        <Autocomplete.List>
          {(group: Group) => (
            <Autocomplete.Group key={group.name} items={group.items}>
              <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-12 font-medium text-ink-3">
                {t(`groups.${group.name}`)}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(entry: Entry) => (
                  <Autocomplete.Item key={entry.key} value={entry} className="option" onClick={() => go(entry)}>
                    <Icon name={entry.icon} className="text-ink-3" />
                    <span className="clip">{entry.label}</span>
                    {entry.detail ? (
                      <span className="ml-auto shrink-0">
                        <Mono quiet>{entry.detail}</Mono>
                      </span>
                    ) : null}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  )
}

function useGroups(text: string, mayWrite: boolean) {
  const t = useTranslations('palette')
  const tShell = useTranslations('shell.navigation')
  const tGuides = useTranslations('guides')
  const asked = useDeferredValue(text.trim())
  const { data, isFetching, isError } = useQuery<FoundThing[]>({
    queryKey: ['find', asked],
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const response = await ask(`/api/find?q=${encodeURIComponent(asked)}`, { signal })
      if (!response.ok) throw new Error(String(response.status))
      return ((await response.json()) as { found: FoundThing[] }).found
    },
  })
  const list: Group[] = []
  const words = text.trim().toLowerCase()
  const fitting = commands
    .filter((command) => mayWrite || !command.isWrite)
    .map((command) => ({
      ...command,
      label: command.kind === 'page' ? tShell(command.name) : t(`deeds.${command.name}`),
    }))
    .filter(
      ({ label, keys }) =>
        words === '' || label.toLowerCase().includes(words) || keys.split(' ').some((key) => key.startsWith(words)),
    )
  const found = words === '' ? [] : (data ?? [])
  if (found.length > 0)
    list.push({
      name: 'found',
      items: found.map((thing) => ({
        key: `${thing.kind}:${thing.id}`,
        label: thing.name,
        detail: thing.detail,
        icon: icons[thing.kind],
        href: thing.href,
      })),
    })
  if (fitting.length > 0)
    list.push({
      name: 'commands',
      items: fitting.map(({ name, label, icon, href }) => ({ key: name, label, detail: '', icon, href })),
    })
  const isHelp = HELP.some((word) => word.startsWith(words)) && words.length > 1
  const guides = guideNames.filter(
    (name) => words !== '' && (isHelp || tGuides(`names.${name}`).toLowerCase().includes(words)),
  )
  if (guides.length > 0)
    list.push({
      name: 'guides',
      items: guides.map((guide) => ({
        key: `guide:${guide}`,
        label: tGuides(`names.${guide}`),
        detail: '',
        icon: 'question',
        guide,
      })),
    })
  if (words !== '')
    list.push({
      name: 'log',
      items: [
        {
          key: 'log',
          label: t('inLog', { text: text.trim() }),
          detail: '',
          icon: 'audit',
          href: `/audit?q=${encodeURIComponent(text.trim())}`,
        },
      ],
    })
  return { list, isSearching: isFetching, hasFailed: isError }
}
