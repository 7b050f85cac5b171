import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

type TableProps = ComponentProps<'table'> & {
  /** Spoken name of the table. */
  label: string
  row?: 's' | 'm' | 'l'
  fixedLayout?: boolean
}

/** Scrolls sideways inside itself, so a wide table never widens the page. */
export function Table({ label, row = 's', fixedLayout, className, children, ...rest }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="max-desk:overflow-x-auto" aria-label={label} tabIndex={0}>
      <table
        className={clsx(
          'tbl',
          row === 'm' && 'row-m',
          row === 'l' && 'row-l',
          fixedLayout && 'fixed-layout',
          className,
        )}
        {...rest}
      >
        {children}
      </table>
    </section>
  )
}

export function TableHead({ children, stick = true }: { children: ReactNode; stick?: boolean }) {
  return (
    <thead className={stick ? 'stick' : ''}>
      <tr>{children}</tr>
    </thead>
  )
}

export function HeadCell({ numeric, className, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return <th scope="col" className={clsx(numeric && 'num', className)} {...rest} />
}

export function Cell({
  numeric,
  wrap,
  className,
  ...rest
}: ComponentProps<'td'> & { numeric?: boolean; wrap?: boolean }) {
  return <td className={clsx(numeric && 'num', wrap && 'wrap', className)} {...rest} />
}

/** Opens a group: glyph and count, failures first. */
export function GroupRow({ span, children }: { span: number; children: ReactNode }) {
  return (
    <tr className="grp">
      <td colSpan={span}>{children}</td>
    </tr>
  )
}
