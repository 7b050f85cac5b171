import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { formatCount } from '@/lib/format'

const MOST_NAMED = 200

/** Names and remarks between the pasted ids: left aside, and shown to whoever wants to make sure. */
export function OtherWords({ words }: { words: readonly string[] }) {
  const t = useTranslations('composer.paste')
  if (words.length === 0) return null
  return (
    <details>
      <summary className="text-12 text-ink-3">{t('others', { count: formatCount(words.length) })}</summary>
      <Mono className="break-words whitespace-normal">{words.slice(0, MOST_NAMED).join(' ')}</Mono>
    </details>
  )
}
