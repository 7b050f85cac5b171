import { cleanText, toHalfWidth } from '@/lib/sheets/cells-schema'

export type ColumnField<Key extends string> = {
  key: Key
  /** What its heading is called in the files people have, in any language; the field's own label is one too. */
  synonyms: readonly string[]
}

/** Field → index of the column it is read from, or null. */
export type ColumnMapping<Key extends string> = Record<Key, number | null>

const normalise = (heading: string): string =>
  toHalfWidth(cleanText(heading))
    .toLowerCase()
    .replace(/[\s_\-.:：*（）()【】[\]"'“”/]/g, '')

/** Finds each field's column by its heading: the same words first, then headings that contain them. A column serves once. */
export function guessColumns<Key extends string>(
  columns: readonly string[],
  fields: readonly ColumnField<Key>[],
): ColumnMapping<Key> {
  const headings = columns.map(normalise)
  const mapping = Object.fromEntries(fields.map(({ key }) => [key, null])) as ColumnMapping<Key>
  const taken = new Set<number>()
  const take = (key: Key, index: number) => {
    if (index < 0) return
    mapping[key] = index
    taken.add(index)
  }
  for (const { key, synonyms } of fields) {
    const words = new Set(synonyms.map(normalise))
    take(
      key,
      headings.findIndex((heading, index) => !taken.has(index) && words.has(heading)),
    )
  }
  for (const { key, synonyms } of fields) {
    if (mapping[key] !== null) continue
    const words = synonyms.map(normalise).filter((word) => word.length >= 2)
    take(
      key,
      headings.findIndex((heading, index) => !taken.has(index) && words.some((word) => heading.includes(word))),
    )
  }
  return mapping
}
