import { accessSync, chmodSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { StartRefused } from './phase.ts'

export const ROOT = path.resolve(import.meta.dirname, '../..')
export const CACHE = path.join(ROOT, '.cache')
const bytesToRun = 200 * 1024 ** 2

export const packageFile = (...parts: string[]) => path.join(ROOT, 'node_modules', ...parts)

/**
 * Makes a folder for this user alone. Only the last part is closed: a closed parent would keep the
 * database's own user out.
 */
export function privateFolder(folder: string): string {
  mkdirSync(path.dirname(folder), { recursive: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (process.platform !== 'win32') chmodSync(folder, 0o700)
  return folder
}

/** The data folder, absolute, made and writable, or a refusal. */
export function prepareDataFolder(configured = process.env.DATA_DIR): string {
  const folder = path.resolve(ROOT, configured || '.data')
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o711 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw error
    throw new StartRefused(
      `Cannot write to ${folder} (${code}): give this user the folder, or set DATA_DIR to one it can write.`,
    )
  }
  requireSpace(folder)
  return folder
}

function requireSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < bytesToRun)
    throw new StartRefused(`Too little disk space for ${folder}: free at least 200 MB and start again.`)
}
