import path from 'node:path'
import { CLIENT_SAFE } from '../import-rules.ts'
import { isCode, matchesAny, type Source } from './sources.ts'

const LONGEST = 300
const VAGUE = /^(utils?|helpers?|misc|common|shared|index|stuff)$/
/** Names that tools insist on. */
const GIVEN = /^(README|README\.zh-CN|ARCHITECTURE|CONTRIBUTING|SECURITY|LICENSE|CHANGELOG)$/
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/

const nameOf = (file: string) => path.posix.basename(file).replace(/\.\w+$/, '')

export function checkLength(sources: Source[]): string[] {
  return sources
    .filter((source) => (isCode(source) || source.file.endsWith('.css')) && source.lines.length > LONGEST + 1)
    .map(({ file, lines }) => `${file}: ${lines.length - 1} lines; the limit is ${LONGEST}`)
}

export function checkNames(sources: Source[]): string[] {
  return sources.flatMap(({ file }) => {
    const problems: string[] = []
    const name = nameOf(file)
    const plain = name.replace(/^\[+(\.\.\.)?|\]+$/g, '')
    if (
      !GIVEN.test(name) &&
      !file.startsWith('.') &&
      !/^(docs|prisma\/migrations)\//.test(file) &&
      !KEBAB.test(plain) &&
      !/^zh-CN$/.test(plain)
    )
      problems.push(`${file}: file names are kebab-case`)
    for (const part of [...file.split('/').slice(0, -1), name])
      if (VAGUE.test(part)) problems.push(`${file}: "${part}" says nothing about what is inside`)
    return problems
  })
}

export function checkBarrels(sources: Source[]): string[] {
  return sources
    .filter((source) => isCode(source) && source.lines.some((line) => /^export \* from/.test(line)))
    .map(({ file }) => `${file}: re-exports whole modules; import from where things are`)
}

export function checkServerOnly(sources: Source[]): string[] {
  return sources
    .filter((source) => source.file.startsWith('lib/') && isCode(source) && !source.file.endsWith('.d.ts'))
    .flatMap(({ file, module, lines }) => {
      const guarded = lines[0] === "import 'server-only'"
      const safe = matchesAny(CLIENT_SAFE, module)
      if (!guarded && !safe) return [`${file}: must begin with import 'server-only', or be named in CLIENT_SAFE`]
      return []
    })
}
