import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../boot/paths.ts'

interface Package {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
}

const MOST = 40
/** Versions below these have known holes. */
const FLOORS: Record<string, [number, number, number]> = {
  next: [16, 4, 1],
  'better-auth': [1, 7, 0],
  'sanitize-html': [2, 17, 0],
  undici: [7, 5, 0],
}

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

function isBelow(version: string, floor: [number, number, number]): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10))
  const first = floor.findIndex((part, index) => part !== parts[index])
  return first >= 0 && (parts[first] ?? 0) < (floor[first] ?? 0)
}

/** Few runtime dependencies, each with its reason, all pinned, none below its security floor. */
export function checkDependencies(): string[] {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as Package
  const reasons = read('docs/decisions/006-runtime-dependencies.md')
  const names = Object.keys(dependencies)
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies }
  return [
    ...(names.length > MOST ? [`package.json: ${names.length} runtime dependencies; at most ${MOST}`] : []),
    ...names
      .filter((name) => !reasons.includes(`\`${name}\``))
      .map((name) => `package.json: ${name} has no reason in docs/decisions/006-runtime-dependencies.md`),
    ...Object.entries(all)
      .filter(([, version]) => !/^\d/.test(version))
      .map(([name, version]) => `package.json: ${name} ${version} is not pinned to one version`),
    ...Object.entries(FLOORS)
      .filter(([name, floor]) => all[name] && isBelow(all[name], floor))
      .map(([name]) => `package.json: ${name} ${all[name]} is below its security floor`),
  ]
}
