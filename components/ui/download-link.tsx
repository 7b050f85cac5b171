import { buttonLook } from './button'
import { Icon } from './icon'

/** A plain link: a file is fetched once, by the browser itself. */
export function DownloadLink({
  href,
  title,
  quiet,
  children,
}: {
  href: string
  title?: string
  quiet?: boolean | undefined
  children: string
}) {
  return (
    <a href={href} title={title} download className={buttonLook({ variant: quiet ? 'ghost' : 'default' })}>
      <Icon name="download" />
      {children}
    </a>
  )
}
