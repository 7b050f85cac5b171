import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build, stop } from 'esbuild'
import type { Children } from './children.ts'
import { CACHE, packageFile, ROOT } from './paths.ts'

const GENERATE_INPUTS = ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json']
const BUILD_INPUTS = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.js',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'postcss.config.mjs',
  'package-lock.json',
]
const GENERATED = path.join('lib', 'generated')

function filesOf(inputs: string[]): string[] {
  return inputs.flatMap((input) => {
    const place = path.join(ROOT, input)
    if (!existsSync(place)) return []
    if (statSync(place).isFile()) return [input]
    return globSync('**/*', { cwd: place }).map((name) => path.join(input, name))
  })
}

function hashOf(inputs: string[]): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of filesOf(inputs).sort()) {
    if (file.startsWith(GENERATED) || !statSync(path.join(ROOT, file)).isFile()) continue
    hash.update(`\n${file}\n`).update(readFileSync(path.join(ROOT, file)))
  }
  return hash.digest('hex')
}

async function whenChanged(stampFile: string, inputs: string[], work: () => Promise<unknown>): Promise<boolean> {
  const stamp = hashOf(inputs)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false
  await work()
  writeFileSync(stampFile, stamp)
  return true
}

/** Generates the database client when its schema changed. */
export function generateClient(children: Children): Promise<boolean> {
  return whenChanged(path.join(ROOT, GENERATED, 'prisma', '.input-hash'), GENERATE_INPUTS, () =>
    children.finish({
      name: 'generate',
      args: [packageFile('prisma', 'build', 'index.js'), 'generate'],
      // Any existing file keeps Prisma from downloading an engine that generating never runs.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    }),
  )
}

/** Builds the web app when anything that goes into it changed. */
export function buildWeb(children: Children, env: NodeJS.ProcessEnv): Promise<boolean> {
  return whenChanged(path.join(ROOT, '.next', '.input-hash'), BUILD_INPUTS, () => {
    // An earlier build's notes make the type check miss routes added since.
    rmSync(path.join(ROOT, '.next', 'cache', '.tsbuildinfo'), { force: true })
    return children.finish({
      name: 'build',
      args: [packageFile('next', 'dist', 'bin', 'next'), 'build'],
      env: { ...env, NODE_ENV: 'production' },
    })
  })
}

/** Lets server-only modules load in a plain Node process. */
export const SERVER_CONDITION = '--conditions=react-server'

/**
 * Bundles a program of the product into one file that plain Node runs. It lies inside the checkout,
 * so that packages resolve from it.
 */
export async function bundle(entry: string): Promise<string> {
  const outfile = path.join(CACHE, 'build', `${entry.replaceAll('/', '-').replace(/\.ts$/, '')}.mjs`)
  mkdirSync(path.dirname(outfile), { recursive: true })
  const { metafile } = await build({
    entryPoints: [path.join(ROOT, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    packages: 'external',
    conditions: ['react-server'],
    // Plain Node resolves a package without an exports map by file name only.
    alias: {
      'next/headers': 'next/headers.js',
      'next/navigation': 'next/dist/client/components/navigation.react-server.js',
      'server-only': packageFile('server-only', 'empty.js'),
    },
    tsconfig: path.join(ROOT, 'tsconfig.json'),
    sourcemap: 'linked',
    logLevel: 'silent',
    absWorkingDir: ROOT,
    metafile: true,
  })
  await stop()
  // With packages left outside, a missing file of ours would be taken for a package.
  for (const [file, { imports }] of Object.entries(metafile.inputs))
    for (const { path: wanted } of imports)
      if (wanted.startsWith('@/')) throw new Error(`${file} imports ${wanted}, which does not exist`)
  return outfile
}
