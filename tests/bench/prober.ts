import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { BenchDatabase } from './bench-cluster.ts'

type Answer = { samples: number[]; rows: number }

/** A process that lists one log as the audit page does. */
export class Prober {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  static async start(program: string, { env }: BenchDatabase): Promise<{ prober: Prober; filters: string[] }> {
    const child = fork(program, { env, execArgv: ['--disable-warning=ExperimentalWarning'] })
    const [{ filters }] = (await once(child, 'message')) as [{ filters: string[] }]
    return { prober: new Prober(child), filters }
  }

  async list(name: string, times: number): Promise<Answer> {
    this.#child.send({ name, times })
    const [answer] = (await once(this.#child, 'message')) as [Answer]
    return answer
  }

  stop = (): boolean => this.#child.kill()
}
