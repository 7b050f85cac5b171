import { existsSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../boot/paths.ts'
import { lineAt, type Source } from './sources.ts'

const FOLDERS = 'app|components|lib|prisma|sandbox|tests|scripts|docs|public'
const CITED = new RegExp(`\`((?:${FOLDERS})/[\\w@()\\[\\]./-]+\\.(?:ts|tsx|mjs|js|css|json|md|sql|prisma|png))\``, 'g')
const LINKED = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g

/** Files that documents cite or link and that are gone. */
export function checkDocuments(sources: Source[]): string[] {
  return sources
    .filter(({ file }) => file.endsWith('.md'))
    .flatMap(({ file, text }) => {
      const cited = [...text.matchAll(CITED)].map((found) => ({
        at: found.index,
        name: found[1] ?? '',
        place: found[1] ?? '',
      }))
      const linked = [...text.matchAll(LINKED)].map((found) => ({
        at: found.index,
        name: found[1] ?? '',
        place: path.join(path.dirname(file), found[1] ?? ''),
      }))
      return [...cited, ...linked]
        .filter(({ place }) => !existsSync(path.join(ROOT, place)))
        .map(({ at, name }) => `${file}:${lineAt(text, at)}: ${name} does not exist`)
    })
}
