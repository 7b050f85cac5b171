import 'server-only'
import type { Block, Guide, GuideName, Inline } from './schema'

/** `{namespace.key}` is a label, `` `text` `` is typed, `[[name]]` is another guide. */
const INLINE = /\{([\w.-]+)\}|`([^`]+)`|\[\[([\w-]+)\]\]/g

/**
 * Reads a guide: a first paragraph, then `## ` sections of paragraphs, `1. ` steps and `- term | meaning` lines, a blank
 * line between any two. A label is looked up, so that a guide says what the screen says.
 */
export function parseGuide(text: string, labelOf: (key: string) => Exclude<Inline, string>): Guide {
  const inline = (line: string) => toInline(line.trim(), labelOf)
  const guide: Guide = { lede: [], sections: [] }
  for (const part of text.trim().split(/\n\s*\n/)) {
    const lines = part.split('\n')
    const first = lines[0] ?? ''
    const section = guide.sections.at(-1)
    if (first.startsWith('## ')) guide.sections.push({ title: first.slice(3).trim(), blocks: [] })
    else if (section) section.blocks.push(toBlock(lines, inline))
    else guide.lede = inline(lines.join(' '))
  }
  return guide
}

function toBlock(lines: readonly string[], inline: (line: string) => Inline[]): Block {
  if (lines.every((line) => /^\d+\. /.test(line)))
    return { kind: 'steps', items: lines.map((line) => inline(line.replace(/^\d+\. /, ''))) }
  if (lines.every((line) => /^- .* \| /.test(line)))
    return {
      kind: 'terms',
      items: lines.map((line) => {
        const [term = '', meaning = ''] = line.slice(2).split(' | ')
        return { term: inline(term), meaning: inline(meaning) }
      }),
    }
  return { kind: 'text', text: inline(lines.join(' ')) }
}

function toInline(line: string, labelOf: (key: string) => Exclude<Inline, string>): Inline[] {
  const parts: Inline[] = []
  let end = 0
  for (const { 0: found, 1: label, 2: typed, 3: guide, index } of line.matchAll(INLINE)) {
    if (index > end) parts.push(line.slice(end, index))
    if (label) parts.push(labelOf(label))
    else if (typed) parts.push({ typed })
    else parts.push({ guide: guide as GuideName })
    end = index + found.length
  }
  if (end < line.length) parts.push(line.slice(end))
  return parts
}
