import type { Variable, VariableValues } from '@/lib/channels/apply-schema'

/** Channel numbers out of whatever was pasted, each once, in order. */
export function readPastedIds(text: string): string[] {
  return [...new Set(text.match(/(?<![\d.])\d{4,20}(?![\d.])/g) ?? [])]
}

/**
 * Values for single channels: rows of number, then one value for each variable, parted by tab, comma or semicolon.
 * Rows of channels that are not part of the change are counted, not taken.
 */
export function readPastedValues(
  text: string,
  variables: readonly Pick<Variable, 'path'>[],
  known: readonly string[],
): { own: Record<string, VariableValues>; strangers: number } {
  const own: Record<string, VariableValues> = {}
  let strangers = 0
  for (const line of text.split(/\r?\n/)) {
    const [id = '', ...values] = line.split(line.includes('\t') ? '\t' : /[,，;；]/).map(clean)
    if (!/^\d{1,20}$/.test(id)) continue
    if (!known.includes(id)) {
      strangers += 1
      continue
    }
    const given = variables.flatMap(({ path }, index) => (values[index] ? [[path, values[index]]] : []))
    if (given.length > 0) own[id] = Object.fromEntries(given)
  }
  return { own, strangers }
}

const clean = (cell: string): string => cell.trim().replace(/^"(.*)"$/, '$1')
