'use client'
import { Menu as Base } from '@base-ui/react/menu'
import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { Icon, type IconName } from './icon'

/** A menu opened by the given button. */
export function Menu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-50">
          <Base.Popup className="popup min-w-44 p-1">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type ItemLook = { icon?: IconName; danger?: boolean; children: ReactNode }

function ItemBody({ icon, children }: ItemLook) {
  return (
    <>
      {icon ? <Icon name={icon} small className="text-ink-3" /> : null}
      {children}
    </>
  )
}

export function MenuItem({ onSelect, disabled, ...look }: ItemLook & { onSelect: () => void; disabled?: boolean }) {
  return (
    <Base.Item
      className={clsx('option', look.danger && 'text-cinnabar')}
      onClick={onSelect}
      disabled={disabled ?? false}
    >
      <ItemBody {...look} />
    </Base.Item>
  )
}

export function MenuLink({ href, ...look }: ItemLook & { href: ComponentProps<typeof Link>['href'] }) {
  return (
    <Base.LinkItem render={<Link href={href} />} className="option text-ink">
      <ItemBody {...look} />
    </Base.LinkItem>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 border-t border-line-soft" />
}
