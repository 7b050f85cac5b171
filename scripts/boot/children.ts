import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import type { ProcessList } from './leftovers.ts'
import { privateFolder, ROOT } from './paths.ts'
import { StartRefused, say } from './phase.ts'
import { pause, stopProcess, waitUntil } from './processes.ts'

interface ChildPlan {
  name: string
  args: string[]
  env: NodeJS.ProcessEnv
  /** Longest wait before a restart; a worker's is under a second. */
  restartCapMs: number
  /** How long it may take to finish its work when asked to stop. */
  graceMs: number
  /** Shows its output here instead of in its log file. */
  loud?: boolean
  /** Says so itself, over the channel to its parent, when it is ready. */
  announcesReady?: boolean
}

const LOG_LIMIT = 20 * 1024 ** 2
const SETTLED_MS = 10_000
const FIRST_RESTART_MS = 150
const watchParent = path.join(import.meta.dirname, 'watch-parent.mjs')

/** Starts children, restarts those that die, and stops them all. */
export class Children {
  readonly #list: ProcessList
  readonly #logs: string
  readonly #running = new Map<string, ChildProcess>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #stopping = false

  constructor(list: ProcessList, dataFolder: string) {
    this.#list = list
    this.#logs = privateFolder(path.join(dataFolder, 'logs'))
  }

  logFile(name: string): string {
    return path.join(this.#logs, `${name}.log`)
  }

  /** Keeps a child running until everything stops. */
  keep(plan: ChildPlan, failures = 0): void {
    if (this.#stopping) return
    const started = performance.now()
    const child = this.#spawn(plan)
    child.once('exit', (code, signal) => {
      this.#forget(plan.name)
      if (this.#stopping) return
      const recent = performance.now() - started < SETTLED_MS ? failures + 1 : 1
      const delay = Math.min(plan.restartCapMs, FIRST_RESTART_MS * 2 ** (recent - 1))
      say(`${plan.name} ended (${signal ?? `code ${code}`}), restarting; its log: ${this.logFile(plan.name)}`)
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        this.keep(plan, recent)
      }, delay)
      this.#timers.add(timer)
    })
  }

  /** Waits until a kept child says it is ready. */
  async awaitReady(name: string, timeoutMs = 60_000): Promise<void> {
    const end = performance.now() + timeoutMs
    while (!this.#stopping && performance.now() < end) {
      const child = this.#running.get(name)
      if (child && (await this.#saysReady(child, end - performance.now()))) return
      await pause(50)
    }
    throw new StartRefused(`${name} did not become ready. Its last words:\n${this.#tail(name)}`)
  }

  #saysReady(child: ChildProcess, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs)
      const settle = (ready: boolean) => {
        clearTimeout(timer)
        child.off('exit', died)
        resolve(ready)
      }
      const died = () => settle(false)
      child.once('message', () => settle(true))
      child.once('exit', died)
      if (child.exitCode !== null) died()
    })
  }

  /** Runs a child to its end and gives what it printed; a failure shows the end of its output. */
  async finish(plan: Omit<ChildPlan, 'restartCapMs' | 'graceMs'>): Promise<string> {
    const child = this.#spawn({ ...plan, restartCapMs: 0, graceMs: 5_000 }, true)
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    this.#forget(plan.name)
    if (this.#stopping) throw new StartRefused('Stopped.')
    if (code === 0) return output
    if (/ENOSPC|No space left/i.test(output)) throw Object.assign(new Error(output), { code: 'ENOSPC' })
    throw new StartRefused(`${plan.name} failed:\n${output.trimEnd().split('\n').slice(-40).join('\n')}`)
  }

  /** Waits until a URL answers at all; what it says is for others to judge. */
  async awaitAnswer(name: string, url: string, timeoutMs = 60_000): Promise<Response> {
    let last: Response | undefined
    const ok = await waitUntil(
      async () => {
        if (this.#stopping) return true
        last = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' }).catch(() => undefined)
        return last !== undefined
      },
      timeoutMs,
      50,
    )
    if (ok && last) return last
    const tail = this.#tail(name)
    throw new StartRefused(`${name} did not answer at ${url}.${tail ? ` Its last words:\n${tail}` : ''}`)
  }

  pidOf(name: string): number | undefined {
    return this.#running.get(name)?.pid
  }

  /** Stops everything at once; the database is not among these and goes last. */
  async stop(graceMs?: number): Promise<void> {
    this.#stopping = true
    for (const timer of this.#timers) clearTimeout(timer)
    const all = [...this.#running.values()]
    await Promise.all(all.map((child) => (child.pid ? stopProcess(child.pid, graceMs ?? 10_000) : undefined)))
  }

  #spawn(plan: ChildPlan, piped = false): ChildProcess {
    const log = piped || plan.loud ? undefined : this.#openLog(plan.name)
    const output = piped ? 'pipe' : (log ?? 'inherit')
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--import', watchParent, ...plan.args],
      {
        cwd: ROOT,
        env: plan.env,
        detached: process.platform !== 'win32',
        stdio: ['ignore', output, output, ...(plan.announcesReady ? (['ipc'] as const) : [])],
      },
    )
    if (log !== undefined) closeSync(log)
    child.on('error', (error) => say(`${plan.name} could not be started: ${error.message}`))
    this.#running.set(plan.name, child)
    if (child.pid) this.#list.add(plan.name, child.pid)
    return child
  }

  #forget(name: string): void {
    this.#running.delete(name)
    this.#list.remove(name)
  }

  #openLog(name: string): number {
    const file = this.logFile(name)
    if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`)
    return openSync(file, 'a', 0o600)
  }

  #tail(name: string): string {
    const file = this.logFile(name)
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n') : ''
  }
}
