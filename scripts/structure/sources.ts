import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../boot/paths.ts'

/** A file of the repository, by its path from the root with `/`. */
export interface Source {
  file: string
  /** The path without its extension, as imports name it. */
  module: string
  text: string
  lines: string[]
}

const TEXT = /\.(ts|tsx|mjs|js|css|json|md|sql|prisma|ya?ml)$/
const GENERATED = /^(package-lock\.json|lib\/generated\/|tsconfig\.tsbuildinfo)/

export function readSources(): Source[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  })
  const files = [...new Set(listed.split('\0'))].filter((file) => TEXT.test(file) && !GENERATED.test(file))
  return files
    .filter((file) => existsSync(path.join(ROOT, file)))
    .map((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8')
      return { file, module: file.replace(/(\.d)?\.\w+$/, ''), text, lines: text.split('\n') }
    })
}

export const isCode = ({ file }: Source) => /\.(ts|tsx|mjs|js)$/.test(file)
export const isProduct = ({ file }: Source) => /^(app|components|lib)\//.test(file)

const compiled = new Map<string, RegExp>()

/** Matches a path against a pattern: `*` one segment, `**` any number, `{a,b}` one of several. */
export function matches(pattern: string, module: string): boolean {
  let expression = compiled.get(pattern)
  if (!expression) {
    const source = pattern
      .replace(/[.+^$()|[\]\\]/g, '\\$&')
      .replace(/\{([^}]*)\}/g, (_, choices: string) => `(?:${choices.replaceAll(',', '|')})`)
      .replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]*'))
    expression = new RegExp(`^${source}$`)
    compiled.set(pattern, expression)
  }
  return expression.test(module)
}

export const matchesAny = (patterns: readonly string[] | undefined, module: string) =>
  (patterns ?? []).some((pattern) => matches(pattern, module))

/** Code without its comments; strings stay. Line numbers are kept. */
export function withoutComments(text: string): string {
  return text.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (all, string?: string) => string ?? all.replace(/[^\n]/g, ''),
  )
}

export const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length
