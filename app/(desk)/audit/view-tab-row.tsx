'use client'
import { useViewCounts } from './use-view-counts'

export type ViewTab = {
  key: string
  href: string
  name: string
  /** Whose it is, when it is somebody else's. */
  by: string | null
  title: string | undefined
  isCurrent: boolean
}

type Props = {
  label: string
  builtIn: readonly ViewTab[]
  saved: readonly ViewTab[]
  more: readonly ViewTab[]
  moreText: string
}

/** The views in a row, each with what it finds once that is counted. Plain links, with or without script. */
export function ViewTabRow({ label, builtIn, saved, more, moreText }: Props) {
  const countOf = useViewCounts(saved.map(({ key }) => key))
  return (
    <nav className="tabs explorer-tabs" aria-label={label}>
      {[...builtIn, ...saved].map((tab) => (
        <Tab key={tab.key} tab={tab} count={countOf(tab.key)} />
      ))}
      {more.length > 0 ? (
        <details className="explorer-more">
          <summary>{moreText}</summary>
          <div className="popup p-1">
            {more.map((tab) => (
              <Tab key={tab.key} tab={tab} count={null} />
            ))}
          </div>
        </details>
      ) : null}
    </nav>
  )
}

function Tab({ tab: { href, name, by, title, isCurrent }, count }: { tab: ViewTab; count: string | null }) {
  return (
    <a href={href} aria-current={isCurrent ? 'page' : undefined} title={title}>
      {name}
      {count === null ? null : <small> {count}</small>}
      {by === null ? null : <small>{by}</small>}
    </a>
  )
}
