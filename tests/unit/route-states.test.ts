import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../app')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** Why a page has no boundary to show while it loads. */
const drawnAtOnce: Record<string, string> = {
  '(entry)/invite/[token]': 'one indexed read, and opened from outside',
  '(entry)/sign-in': 'reads the session alone',
  'share/[token]': 'answers 404 to a link that is closed, which a page already on its way cannot',
  '(desk)/[...nowhere]': 'reads nothing',
  '(desk)/audit': 'is read without any script, which cannot put a page in the place of its shape',
  '(desk)/audit/views/[viewId]': 'only leads on to the log',
  '(desk)/settings/connections/new': 'reads nothing, and answers 403 to most',
  '(desk)/settings/design': 'reads nothing, and answers 403 to most',
}

const pages = globSync('**/page.tsx', { cwd: root })
  .map((file) => path.dirname(file))
  .sort()

/** From the page's own folder up to `app`. */
function foldersOf(page: string): string[] {
  const parts = page.split('/')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/')).concat('.')
}

const has = (folder: string, file: string) => existsSync(path.join(root, folder, `${file}.tsx`))
const own = (page: string, file: string) => foldersOf(page).find((folder) => has(folder, file))

describe('every page has its states', () => {
  it.each(pages)('%s shows its own shape while it loads', (page) => {
    const streams = read(`${page}/page.tsx`).includes('<Suspense')
    expect(has(page, 'loading') || streams || page in drawnAtOnce).toBe(true)
  })

  it('names no page twice over', () => {
    expect(Object.keys(drawnAtOnce).filter((page) => !pages.includes(page) || has(page, 'loading'))).toEqual([])
  })

  it.each(pages)('%s fails, and is refused, inside its frame', (page) => {
    const frame = page.startsWith('(desk)') ? '(desk)' : '.'
    expect(own(page, 'error')).toBe(frame)
    expect(foldersOf(page)).toContain(frame)
    expect(own(page, 'forbidden')).toBeDefined()
  })

  it.each(pages.filter((page) => /\[\w+\]/.test(page)))('%s says what was not found', (page) => {
    const folder = own(page, 'not-found') ?? '.'
    const pageWords = read(`${page}/page.tsx`)
    const answersItself = /notFound\(\)|openScope\(|<Missing|readLink\(/.test(pageWords)
    expect(answersItself).toBe(true)
    if (page.startsWith('(desk)')) expect(folder).toMatch(/\[\w+\]/)
  })

  it.each(pages.filter((page) => page.startsWith('(desk)')))('%s says which permission it asks for', (page) => {
    const asked = [...read(`${page}/page.tsx`).matchAll(/requirePermission\('([\w.]+)'\)/g)].map(([, name]) => name)
    for (const permission of asked) {
      if (isEverybodys(permission)) continue
      const folder = own(page, 'forbidden') ?? '.'
      expect(read(`${folder}/forbidden.tsx`)).toContain(`permission="${permission}"`)
    }
  })
})

function isEverybodys(permission: string | undefined): boolean {
  const table = readFileSync(path.join(root, '../lib/auth/permissions.ts'), 'utf8')
  return table.includes(`'${permission}': ['admin', 'manager', 'support']`)
}
