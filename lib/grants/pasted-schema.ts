import { dramaIdPattern } from '@/lib/dramas/schema'
import { appidPattern } from '@/lib/licensees/schema'

type Pasted = {
  ids: string[]
  duplicates: number
  /** Words that are no id: names, remarks, or ids somebody broke. */
  others: string[]
}

/** Whatever chats, mails and spreadsheets put between or around values. */
const SEPARATORS = /[\s,;:、，；：|/\\"'`“”‘’「」『』《》〈〉【】[\](){}<>#*•·]+/u

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .split(SEPARATORS)
    .filter(Boolean)

/** An id glued to a name or a label, `长安旧梦100200`, `ID100200`; short numbers belong to the name. */
const GLUED = /^(?:\D*\p{Script=Han}|id[-_.№]?)(\d{5,19})$|^(\d{5,19})\p{Script=Han}\D*$/iu

/** Drama ids out of pasted text: full-width digits, names, quotes and any separator are understood, repeats counted once. */
export function parsePastedIds(text: string): Pasted {
  const found = wordsOf(text).map((word) => {
    const plain = word.replace(/\.0+$/, '')
    const glued = GLUED.exec(plain)
    const id = glued?.[1] ?? glued?.[2] ?? plain
    return { word, id: dramaIdPattern.test(id) ? id : null }
  })
  return collect(found)
}

/** AppIDs out of pasted text, in any case and between any names. A word that begins like one and is none stands under `others`. */
export function parsePastedAppids(text: string): Pasted {
  const found = wordsOf(text).map((word) => {
    const id = /wx[0-9a-z]*/i.exec(word)?.[0].toLowerCase() ?? ''
    return { word, id: appidPattern.test(id) ? id : null }
  })
  return collect(found)
}

function collect(found: readonly { word: string; id: string | null }[]): Pasted {
  const all = found.flatMap(({ id }) => id ?? [])
  const ids = [...new Set(all)]
  return {
    ids,
    duplicates: all.length - ids.length,
    others: [...new Set(found.flatMap(({ word, id }) => (id === null ? [word] : [])))],
  }
}
