import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

/** Nothing here yet, or nothing that fits: says which, and what to do next. */
export function Empty({
  icon = 'doorway',
  title,
  isPage,
  children,
  action,
}: {
  icon?: IconName
  title: ReactNode
  /** It is all there is on the page, so its title is the page's heading. */
  isPage?: boolean
  children?: ReactNode
  action?: ReactNode
}) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className="grid justify-items-center gap-1 px-6 py-14 text-center">
      <Icon name={icon} className="mb-2 size-7! text-ink-3 [stroke-width:1]!" />
      <Title className="font-serif text-16 font-semibold">{title}</Title>
      {children ? <div className="max-w-md text-ink-2">{children}</div> : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}
