import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

export type ActionDoor = { id: string; name: string; file: string; page: string }

type Manifest = { node: Record<string, { workers: Record<string, unknown>; filename?: string; exportedName?: string }> }

/** `app/(desk)/channels/[channelId]/page` → `/channels/1`. */
function toAddress(entry: string): string {
  const parts = entry
    .split('/')
    .slice(1, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
  return `/${parts.map((part) => (part.startsWith('[') ? '1' : part)).join('/')}`
}

/** Every server action the build would answer to, as the build itself lists them. */
export function listActionDoors(): ActionDoor[] {
  const { node } = JSON.parse(read('.next/server/server-reference-manifest.json')) as Manifest
  return Object.entries(node).map(([id, { workers, filename = '', exportedName = '' }]) => ({
    id,
    name: exportedName,
    file: filename,
    page: toAddress(Object.keys(workers)[0] ?? ''),
  }))
}

type DeclaredAction = { name: string; file: string; permission: string }

/** Every export of every actions file, which must be one line: `export const x = action(y)`. */
export function listDeclaredActions(): DeclaredAction[] {
  return globSync('app/**/actions.ts', { cwd: root }).flatMap((file) => {
    const source = read(file)
    const exported = [...source.matchAll(/^export .*$/gm)].map(([line]) => line)
    return exported.map((line) => {
      const match = /^export const (\w+) = action\((\w+)\)$/.exec(line)
      if (!match?.[1] || !match[2]) throw new Error(`${file}: not behind the one door: ${line}`)
      return { name: match[1], file, permission: permissionOf(source, match[2]) }
    })
  })
}

function permissionOf(source: string, local: string): string {
  const imported = new RegExp(`import \\{([^}]*\\b${local}\\b[^}]*)\\} from '@/([^']+)'`).exec(source)
  const original = new RegExp(`(\\w+) as ${local}\\b`).exec(imported?.[1] ?? '')?.[1] ?? local
  const definition = read(`${imported?.[2]}.ts`).split(`export const ${original} = defineWrite(`)[1] ?? ''
  const permission = /permission: '([\w.]+)'/.exec(definition)?.[1]
  if (!permission) throw new Error(`${original} names no permission`)
  return permission
}

/** Every route handler of the build, with the methods its source exports. */
export function listRouteDoors(): { address: string; methods: string[] }[] {
  const manifest = JSON.parse(read('.next/server/app-paths-manifest.json')) as Record<string, string>
  return Object.keys(manifest)
    .filter((entry) => entry.endsWith('/route'))
    .map((entry) => {
      const file = `app${entry}.ts`
      const source = existsSync(path.join(root, file)) ? read(file) : ''
      const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
        new RegExp(`^export (const|(async )?function) ${method}\\b`, 'm').test(source),
      )
      return { address: toAddress(`app${entry}`), methods }
    })
    .filter(({ address }) => address.startsWith('/api'))
}

/** Every page of the build. */
export function listPages(): string[] {
  const manifest = JSON.parse(read('.next/server/app-paths-manifest.json')) as Record<string, string>
  return Object.keys(manifest)
    .filter((entry) => entry.endsWith('/page') && !entry.startsWith('/_'))
    .map((entry) => toAddress(`app${entry}`))
}
