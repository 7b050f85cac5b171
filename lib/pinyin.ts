import 'server-only'
import { pinyin } from 'pinyin-pro'

/** What a name is found by: its initials and its full reading in lower-case letters and digits, e.g. `cajm changanjiumeng`. */
export function toPinyinKey(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
    .map(letters)
    .filter(Boolean)
  const initials = syllables.map((syllable) => syllable[0]).join('')
  const full = syllables.join('')
  return initials === full ? full : `${initials} ${full}`
}

const letters = (syllable: string): string => syllable.toLowerCase().replace(/[^a-z0-9]/g, '')

/** A typed search as a `like` pattern that finds it anywhere, with its own wildcards taken literally. */
export const toLikePattern = (text: string): string => `%${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`
