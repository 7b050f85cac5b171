import { useTranslations } from 'next-intl'
import { countCodePoints, formatCount } from '@/lib/format'

/** No more than this of a value stands in its line. */
export const MOST_IN_LINE = 400

/** The start of a text, how much of it that is, and the rest on demand. */
export function LongText({
  text,
  most = MOST_IN_LINE,
  isOpen = false,
}: {
  text: string
  most?: number
  isOpen?: boolean
}) {
  if (text.length <= most) return <bdi>{text}</bdi>
  const { start, rest } = cutText(text, most)
  return (
    <>
      <bdi>{start}…</bdi>
      <Rest start={start} rest={rest} isOpen={isOpen} />
    </>
  )
}

type RestProps = { start: string; rest: string; isOpen?: boolean; isCode?: boolean }

/** What a text goes on with, behind a line that says how much was shown before it. */
export function Rest({ start, rest, isOpen = false, isCode = false }: RestProps) {
  const t = useTranslations('ui.longText')
  const [shown, more] = [countCodePoints(start), countCodePoints(rest)]
  return (
    <details className="text-12 text-ink-2" open={isOpen}>
      <summary className="link w-fit py-1">
        {t('shown', { shown: formatCount(shown), total: formatCount(shown + more) })}
      </summary>
      {isCode ? (
        <pre className="mono max-h-64 overflow-auto rounded-chip bg-sunken p-2 break-all whitespace-pre-wrap">
          {rest}
        </pre>
      ) : (
        <bdi className="break-words whitespace-pre-wrap text-ink">…{rest}</bdi>
      )}
    </details>
  )
}

/** Never between the halves of one character. */
export function cutText(text: string, most: number): { start: string; rest: string } {
  const at = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most
  return { start: text.slice(0, at), rest: text.slice(at) }
}
