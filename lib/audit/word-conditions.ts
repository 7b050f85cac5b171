import 'server-only'
import { type Asked, askedFor } from '@/lib/audit/search-tokens'
import type { Telling } from '@/lib/audit/thing-conditions'

/** What an event is about by name or id: its target, and the names in its detail, but nothing that people wrote there. */
export const NAMES_TEXT = `concat_ws(' ', target_id, target_name,
  case when jsonb_typeof(detail) = 'object' then (detail - '{message,note,text,askedBy}'::text[])::text end)`
/** What an upstream called its answer, which some give only at the end of a message. */
export const RID_TEXT = `concat_ws(' ', upstream->>'rid', detail->>'rid', substring(upstream->>'errmsg' from '(?i)rid:.*'),
  substring(detail->>'message' from '(?i)rid:.*'))`

/**
 * Events with the words of any of these texts; with `standsIn`, only those in whose row that text holds them, which is looked
 * into on rows that have the words at all. A text without a word fits nothing, where an empty list of tokens would fit everything.
 */
export function havingWords(texts: readonly string[], standsIn?: string): Telling {
  const asked = texts.map(askedFor).filter(({ tokens }) => tokens.length > 0)
  return {
    values: asked.flatMap((one) => placed(one, standsIn)),
    write: (...places) => {
      const next = () => places.shift() ?? ''
      const words = asked.map((one) => has(one, standsIn, next))
      return words.length === 0 ? 'false' : words.length === 1 ? String(words[0]) : `(${words.join(' or ')})`
    },
  }
}

/** In the order they are written. */
const placed = ({ tokens, pieces, former, words }: Asked, standsIn: string | undefined): string[][] => [
  tokens,
  ...(pieces.length > 0 ? [pieces.map(anywhere)] : []),
  ...(former ? [former] : []),
  ...(standsIn === undefined ? [] : [words.map(anywhere)]),
]

/** The index leads to the tokens; the rest is checked on what it led to. */
function has({ pieces, former }: Asked, standsIn: string | undefined, next: () => string): string {
  const led = `search_tokens @> ${next()}::text[]`
  const now = pieces.length > 0 ? `(${led} and array_to_string(search_tokens, ' ') like all(${next()}::text[]))` : led
  const either = former ? `(${now} or search_tokens @> ${next()}::text[])` : now
  return standsIn === undefined
    ? either
    : `(${either} and lower(normalize(${standsIn}, nfkc)) like all(${next()}::text[]))`
}

const anywhere = (piece: string): string => `%${piece.replace(/[\\%_]/g, '\\$&')}%`
