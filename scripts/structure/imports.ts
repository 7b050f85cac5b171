import path from 'node:path'
import { CLIENT_RULE, IMPORT_RULES, type ImportRule } from '../import-rules.ts'
import { isCode, lineAt, matchesAny, type Source, withoutComments } from './sources.ts'

interface Import {
  target: string
  typeOnly: boolean
  line: number
}

const IMPORT =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?([^'"`;]*?\bfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

const onlyTypes = (names: string | undefined) => {
  const inside = /^\{([^}]*)\}\s*from\s*$/.exec(names?.trim() ? `${names.trim()} ` : '')?.[1]
  return inside?.split(',').every((name) => !name.trim() || name.trim().startsWith('type ')) ?? false
}

function resolve(from: string, wanted: string): string | undefined {
  const bare = wanted.replace(/\.(ts|tsx|mjs|js)$/, '')
  if (wanted.startsWith('@/')) return bare.slice(2)
  if (wanted.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), bare))
  return undefined
}

function importsOf({ module, text }: Source): Import[] {
  const code = withoutComments(text)
  return [...code.matchAll(IMPORT)].flatMap((found) => {
    const target = resolve(module, found[4] ?? found[5] ?? '')
    if (!target) return []
    return [
      { target, typeOnly: Boolean(found[2]) || onlyTypes(found[3]), line: lineAt(code, found.index + found[0].length) },
    ]
  })
}

const allowed = (rule: ImportRule, { target, typeOnly }: Import) =>
  !matchesAny(rule.not, target) && (matchesAny(rule.may, target) || (typeOnly && matchesAny(rule.types, target)))

const isClient = ({ text }: Source) => /^\s*['"]use client['"]/.test(text)

/** Every import that the table does not allow. */
export function checkImports(sources: Source[]): string[] {
  return sources.filter(isCode).flatMap((source) => {
    const rule = IMPORT_RULES.find(({ from }) => matchesAny(from, source.module))
    if (!rule) return [`${source.file}: no row of scripts/import-rules.ts covers this file`]
    return importsOf(source).flatMap((found) => {
      if (allowed(rule, found) && (!isClient(source) || allowed(CLIENT_RULE, found))) return []
      // A type costs a browser nothing and cannot act; pages may name those of any desk.
      if (isClient(source) && found.typeOnly && allowed(CLIENT_RULE, found)) return []
      const who = isClient(source) ? 'a client file' : source.module
      return [`${source.file}:${found.line}: ${who} may not import ${found.target}`]
    })
  })
}

/** Desks (folders of lib) that import each other's values in a circle, named by the files that close it. */
export function checkCycles(sources: Source[]): string[] {
  const byModule = new Map(
    sources.filter(({ file }) => file.startsWith('lib/')).map((source) => [source.module, source]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const problems: string[] = []
  const walk = (module: string, trail: string[]): void => {
    if (state.get(module) === 'done') return
    if (state.get(module) === 'open') {
      problems.push(`import circle: ${[...trail.slice(trail.indexOf(module)), module].join(' → ')}`)
      return
    }
    const source = byModule.get(module)
    if (!source) return
    state.set(module, 'open')
    for (const { target, typeOnly } of importsOf(source)) if (!typeOnly) walk(target, [...trail, module])
    state.set(module, 'done')
  }
  for (const module of byModule.keys()) walk(module, [])
  return problems
}
