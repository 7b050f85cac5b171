'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonLook, IconButton } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Icon } from '@/components/ui/icon'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { Mono } from '@/components/ui/mono'
import { Cell } from '@/components/ui/table'
import type { WhitelistRow } from '@/lib/channels/whitelist-schema'

export type MemberDoing = 'reveal' | 'edit' | 'remove'

type MemberRowProps = {
  index: number
  /** Null while it is being read. */
  row: WhitelistRow | null
  /** The full code, once it was asked for. */
  shown: string | null
  isSelected: boolean
  /** Null for somebody who may only look. */
  onPick: ((row: WhitelistRow, isSelected: boolean) => void) | null
  onDo: (doing: MemberDoing, row: WhitelistRow) => void
}

export function MemberRow({ index, row, shown, isSelected, onPick, onDo }: MemberRowProps) {
  const t = useTranslations('whitelist.list')
  const tUi = useTranslations('ui')
  if (!row) {
    return (
      <tr className="h-9" aria-rowindex={index + 2} data-place={index}>
        {onPick ? <Cell /> : null}
        <Cell className="text-ink-3">…</Cell>
        <Cell />
        <Cell />
      </tr>
    )
  }
  const spoken = row.name ? `${row.code} ${row.name}` : row.code
  return (
    <tr className="h-9" aria-rowindex={index + 2} aria-selected={onPick ? isSelected : undefined} data-place={index}>
      {onPick ? (
        <Cell>
          <Checkbox
            ariaLabel={tUi('selectRow', { name: spoken })}
            checked={isSelected}
            onCheckedChange={(isOn) => onPick(row, isOn)}
          />
        </Cell>
      ) : null}
      <Cell>
        <Mono className={shown ? 'font-medium' : undefined}>{shown ?? row.code}</Mono>
      </Cell>
      <Cell title={row.name}>{row.name || <span className="text-ink-3">—</span>}</Cell>
      <Cell className="py-0!">
        <span className="flex justify-end gap-0.5">
          {onPick ? (
            <Doings row={row} spoken={spoken} isShown={shown !== null} onDo={onDo} />
          ) : (
            <Link
              href={historyHref(row)}
              prefetch={false}
              aria-label={t('historyOf', { member: spoken })}
              title={t('history')}
              className={buttonLook({ variant: 'ghost', size: 'sm', square: true })}
            >
              <Icon name="audit" small />
            </Link>
          )}
        </span>
      </Cell>
    </tr>
  )
}

/** Everything the log tells about one member, on whatever list. */
const historyHref = ({ key }: WhitelistRow): Route =>
  `/audit?${new URLSearchParams({ target: `whitelist_entry:${key}` })}` as Route

type DoingsProps = { row: WhitelistRow; spoken: string; isShown: boolean; onDo: MemberRowProps['onDo'] }

function Doings({ row, spoken, isShown, onDo }: DoingsProps) {
  const t = useTranslations('whitelist.list')
  return (
    <>
      {isShown ? null : (
        <IconButton
          icon="eye"
          size="sm"
          label={t('reveal', { member: spoken })}
          className="max-phone:hidden"
          onClick={() => onDo('reveal', row)}
        />
      )}
      <Menu trigger={<IconButton icon="more" size="sm" label={t('more', { member: spoken })} />}>
        <MenuItem icon="edit" onSelect={() => onDo('edit', row)}>
          {t('edit')}
        </MenuItem>
        <MenuItem icon="eye" onSelect={() => onDo('reveal', row)}>
          {t('revealOne')}
        </MenuItem>
        <MenuLink icon="audit" href={historyHref(row)}>
          {t('history')}
        </MenuLink>
        <MenuSeparator />
        <MenuItem icon="trash" danger onSelect={() => onDo('remove', row)}>
          {t('remove')}
        </MenuItem>
      </Menu>
    </>
  )
}
