import 'server-only'
import { diffWords } from 'diff'
import type { NoticeDifference } from '@/lib/channels/versions-schema'

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** Word by word what changed in a notice, as its readers see it; null when nothing did. */
export function differNotices(before: string, after: string): NoticeDifference | null {
  if (before === after) return null
  const [was, is] = [toText(before), toText(after)]
  if (was === is) return { isOnlyFormat: true, parts: [{ kind: 'same', text: is }] }
  const parts = diffWords(was, is, { intlSegmenter: words }).map(({ added, removed, value }) => ({
    kind: added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const),
    text: value,
  }))
  return { isOnlyFormat: false, parts }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

/** What a notice says without its markup; a block begins a line. */
const toText = (html: string): string =>
  html
    .replace(/<(br|\/p|\/li|\/h[1-6]|\/div)\b[^>]{0,200}>/gi, '\n')
    .replace(/<[^>]{0,2000}>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_whole, name: string) => entities[name] ?? '')
    .trim()
