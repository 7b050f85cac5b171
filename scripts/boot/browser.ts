import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
} from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { CACHE, packageFile } from './paths.ts'
import { StartRefused } from './phase.ts'

export interface Browser {
  executable: string
  /** What this browser needs in its environment to find its libraries and fonts. */
  env: Record<string, string>
}

const PLACES: Record<string, string[]> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function works(executable: string, env: Record<string, string> = {}): boolean {
  if (!existsSync(executable)) return false
  // Chrome on Windows opens a window instead of telling its version.
  if (process.platform === 'win32') return true
  return (
    spawnSync(executable, ['--version'], { env: { ...process.env, ...env }, timeout: 30_000, stdio: 'ignore' })
      .status === 0
  )
}

function inPath(): string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).filter((file) => existsSync(file))
}

async function playwrightsOwn(): Promise<string> {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

async function unpackBrotli(from: string, to: string): Promise<void> {
  const part = `${to}.${process.pid}`
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(part))
  renameSync(part, to)
}

async function unpackArchive(from: string, folder: string): Promise<string> {
  if (existsSync(folder)) return folder
  const archive = `${folder}.tar`
  const part = `${folder}.${process.pid}`
  await unpackBrotli(from, archive)
  mkdirSync(part, { recursive: true })
  execFileSync('tar', ['-xf', archive, '-C', part])
  renameSync(part, folder)
  return folder
}

/** The packaged browser needs neither root nor a download, on Linux x64. */
async function packaged(): Promise<Browser | undefined> {
  const source = packageFile('@sparticuz', 'chromium')
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(source)) return undefined
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as { version: string }
  const folder = path.join(CACHE, `chromium-${version}`)
  const executable = path.join(folder, 'chromium')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(executable)) {
    await unpackBrotli(path.join(source, 'bin', 'chromium.br'), executable)
    chmodSync(executable, 0o755)
  }
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: await unpackArchive(path.join(source, 'bin', 'fonts.tar.br'), path.join(folder, 'fonts')) }
  if (works(executable, fonts)) return { executable, env: fonts }
  const libraries = await unpackArchive(path.join(source, 'bin', 'al2023.tar.br'), path.join(folder, 'libraries'))
  const env = { ...fonts, LD_LIBRARY_PATH: path.join(libraries, 'lib') }
  return works(executable, env) ? { executable, env } : undefined
}

function fromDebian(): Browser | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  const quiet = { stdio: 'ignore' as const, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-q'], quiet)
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], quiet)
  return works('/usr/bin/chromium') ? { executable: '/usr/bin/chromium', env: {} } : undefined
}

/** A Chromium that runs here, brought along when the machine has none. */
export async function findBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH
  if (named && works(named)) return { executable: named, env: {} }
  if (named) throw new StartRefused(`CHROMIUM_PATH is ${named}, which does not run.`)
  for (const executable of [await playwrightsOwn(), ...inPath(), ...(PLACES[process.platform] ?? [])])
    if (works(executable)) return { executable, env: {} }
  const browser = (await packaged()) ?? fromDebian()
  if (browser) return browser
  throw new StartRefused(
    'No Chromium runs here: install one with "npx playwright install chromium" or your package manager, or set CHROMIUM_PATH.',
  )
}
