import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const TOLD = 800

/** A worker in a process of its own, so that it can be killed as a machine would. */
export class WorkerProcess {
  readonly #child: ChildProcess
  readonly #exited: Promise<NodeJS.Signals | null>
  #output = ''

  constructor(bundle: string, environment: Record<string, string> = {}) {
    this.#child = spawn(process.execPath, [bundle], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString()).slice(-20_000)
      })
    }
    this.#exited = once(this.#child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null)
  }

  /** The end of what it wrote. */
  get output(): string {
    return this.#output.slice(-TOLD)
  }

  get exitCode(): number | null {
    return this.#child.exitCode
  }

  /** Resolves when the worker takes jobs. */
  async ready(): Promise<this> {
    const message = await Promise.race([once(this.#child, 'message'), this.#exited])
    if (!Array.isArray(message)) throw new Error(`the worker did not start:\n${this.#output}`)
    return this
  }

  /** How it ended; `SIGKILL` when it died at its fault point. */
  exited(): Promise<NodeJS.Signals | null> {
    return this.#exited
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal)
    await this.#exited
  }
}
