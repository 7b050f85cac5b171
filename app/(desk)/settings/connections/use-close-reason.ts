import { useTranslations } from 'next-intl'

const known = ['default_touched', 'foreign_item', 'token_refused'] as const

/** Words for the alarm that closed a connection; one without words is shown as it is. */
export function useCloseReason() {
  const t = useTranslations('connections.closed.reasons')
  return (reason: string) => {
    const name = known.find((code) => code === reason)
    return name ? t(name) : reason
  }
}
