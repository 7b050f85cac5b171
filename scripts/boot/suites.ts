import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { CACHE, packageFile, ROOT } from './paths.ts'
import { signalGroup } from './processes.ts'

export interface Counts {
  passed: number
  failed: number
  flaky?: number
  /** What the numbers count, where it is not tests. */
  remark?: string
}

const running = new Set<ChildProcess>()

export function stopSuites(): void {
  for (const { pid } of running) if (pid) signalGroup(pid, 'SIGTERM')
}

/** Runs one tool to its end, its output shown; gives its exit code and what it printed. */
export function runTool(
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
  shown = true,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let output = ''
    const streams = [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const
    for (const [from, to] of streams)
      from.setEncoding('utf8').on('data', (text: string) => {
        output += text
        if (shown) to.write(text)
      })
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** A check that passes or fails as a whole. */
export async function wholeSuite(args: string[], env?: NodeJS.ProcessEnv): Promise<Counts> {
  const { code, output } = await runTool(args, env, false)
  if (code !== 0) process.stdout.write(output)
  const files = /Checked (\d+) files/.exec(output)?.[1]
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, ...(files ? { remark: `${files} files` } : {}) }
}

function freshReport(name: string): string {
  const file = path.join(CACHE, 'reports', `${name}.json`)
  rmSync(file, { force: true })
  return file
}

function readReport<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
}

/** Tests that did not run count as failed, and so does a failure outside any test. */
export async function vitestSuite(project: string, extra: string[]): Promise<Counts> {
  const file = freshReport(project)
  const args = [
    packageFile('vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const { code } = await runTool([...args, ...extra], { ...process.env, NODE_ENV: 'test', TZ: 'America/St_Johns' })
  const report = readReport<VitestReport>(file)
  if (!report) return { passed: 0, failed: 1 }
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; skipped: number; flaky: number }
}

export async function playwrightSuite(env: NodeJS.ProcessEnv, extra: string[]): Promise<Counts> {
  const file = freshReport('e2e')
  const args = [packageFile('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json', ...extra]
  const { code } = await runTool(args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const stats = readReport<PlaywrightReport>(file)?.stats
  if (!stats) return { passed: 0, failed: 1 }
  const failed = stats.unexpected + stats.skipped
  return { passed: stats.expected + stats.flaky, failed: code !== 0 && failed === 0 ? 1 : failed, flaky: stats.flaky }
}
