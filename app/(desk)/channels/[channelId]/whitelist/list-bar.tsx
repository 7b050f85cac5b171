'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button, ButtonLink, IconButton } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Menu, MenuItem } from '@/components/ui/menu'
import { formatCount } from '@/lib/format'
import type { DoingKind } from './member-dialogs'
import { type ListPlace, whitelistHref } from './search-params'

const QUIET_MS = 300

type ListBarProps = {
  place: ListPlace
  /** Null while it is being read. */
  total: number | null
  /** The total is what a search found. */
  isFound: boolean
  canWrite: boolean
  mayReveal: boolean
  onSearch: (text: string) => void
  onDo: (kind: DoingKind) => void
  onRefresh: () => void
}

/** How many there are, the way to find one, and what can be done with the list as a whole. */
export function ListBar({ place, total, isFound, canWrite, mayReveal, onSearch, onDo, onRefresh }: ListBarProps) {
  const t = useTranslations('whitelist.bar')
  const [typed, setTyped] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed.trim()), QUIET_MS)
    return () => clearTimeout(timer)
  }, [typed, onSearch])
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="mr-2 font-medium">
        {total === null ? t('reading') : t(isFound ? 'found' : 'total', { count: formatCount(total) })}
      </p>
      <Input
        type="search"
        className="w-64 max-phone:w-full"
        value={typed}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        aria-label={t('search')}
        placeholder={t('search')}
        onChange={(event) => setTyped(event.target.value)}
      />
      <IconButton icon="retry" label={t('refresh')} onClick={onRefresh} />
      <div className="ml-auto flex flex-wrap items-center gap-2 max-phone:ml-0">
        {mayReveal ? (
          <Button variant="ghost" icon="eye" disabled={!total} onClick={() => onDo('reveal')}>
            {t('revealPage')}
          </Button>
        ) : null}
        <Button variant="ghost" icon="download" onClick={() => onDo('export')}>
          {t('export')}
        </Button>
        {canWrite ? (
          <>
            <Button icon="plus" onClick={() => onDo('add')}>
              {t('add')}
            </Button>
            <ButtonLink variant="primary" icon="paste" href={whitelistHref(place, '/import')}>
              {t('import')}
            </ButtonLink>
            <Menu trigger={<IconButton icon="more" label={t('more')} />}>
              <MenuItem icon="trash" danger disabled={!total || isFound} onSelect={() => onDo('clear')}>
                {t('clear')}
              </MenuItem>
            </Menu>
          </>
        ) : null}
      </div>
    </div>
  )
}
