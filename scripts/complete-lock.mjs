// Adds to the lock file the optional packages of other platforms that npm left out because the
// registry at hand lacks them; without an entry each, `npm ci` refuses. Run after every lock change.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const file = path.join(import.meta.dirname, '..', 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'win32']
const processors = [
  'arm64',
  'x64',
  'ia32',
  'arm',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'universal',
]

/** The entry that `owner` would load `name` from, walking up as Node does. */
function found(owner, name) {
  for (let place = owner; ; place = place.slice(0, Math.max(place.lastIndexOf('/node_modules/'), 0))) {
    const entry = `${place ? `${place}/` : ''}node_modules/${name}`
    if (lock.packages[entry]) return lock.packages[entry]
    if (!place) return undefined
  }
}

function platformOf(name) {
  const words = name.split(/[/-]/)
  const os = name === 'fsevents' ? 'darwin' : systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor))
  if (!os && !cpu) return undefined
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : words.includes('gnu') ? 'glibc' : undefined
  return {
    ...(cpu && cpu !== 'universal' ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(libc ? { libc: [libc] } : {}),
  }
}

let added = 0
for (const [owner, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const present = found(owner, name)
    if (present && (present.version === range || !/^\d/.test(range))) continue
    const platform = platformOf(name)
    const version = range.replace(/^[\^~]/, '')
    if (!platform || !/^\d+\.\d+\.\d+/.test(version)) {
      process.stderr.write(`left out: ${name} ${range} of ${owner || 'the project'}\n`)
      continue
    }
    const place = present ? `${owner ? `${owner}/` : ''}node_modules/${name}` : `node_modules/${name}`
    lock.packages[place] = { version, ...platform, ...(entry.dev ? { dev: true } : {}), optional: true }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added} entries added\n`)
