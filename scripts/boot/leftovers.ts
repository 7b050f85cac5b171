import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { privateFolder } from './paths.ts'
import { StartRefused } from './phase.ts'
import { startTimeOf, stopProcess } from './processes.ts'

interface Entry {
  name: string
  pid: number
  startTime: string | undefined
}
interface Run {
  supervisor: Entry
  children: Entry[]
}

const fileOf = (dataFolder: string) => path.join(privateFolder(path.join(dataFolder, 'run')), 'processes.json')
const isSame = ({ pid, startTime }: Entry) => startTime !== undefined && startTimeOf(pid) === startTime
const identify = (name: string, pid: number): Entry => ({ name, pid, startTime: startTimeOf(pid) })

function readRun(file: string): Run | undefined {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Run
  } catch {
    return undefined
  }
}

/** Keeps the list of running processes on disk, so that a start after a crash finds what is left. */
export class ProcessList {
  readonly #file: string
  readonly #children = new Map<string, Entry>()
  readonly #supervisor = identify('supervisor', process.pid)

  #owned = false

  constructor(dataFolder: string) {
    this.#file = fileOf(dataFolder)
  }

  /** Refuses beside a living supervisor of the same data; stops children a dead one left behind. */
  async takeOver(dataFolder: string): Promise<number> {
    const earlier = readRun(this.#file)
    if (earlier && isSame(earlier.supervisor) && earlier.supervisor.pid !== process.pid)
      throw new StartRefused(
        `Countersign already runs on ${dataFolder} (process ${earlier.supervisor.pid}): stop it first, or set DATA_DIR and PORT.`,
      )
    const left = (earlier?.children ?? []).filter(isSame)
    await Promise.all(left.map(({ pid }) => stopProcess(pid, 5_000)))
    this.#owned = true
    this.#write()
    return left.length
  }

  add(name: string, pid: number): void {
    this.#children.set(name, identify(name, pid))
    this.#write()
  }

  remove(name: string): void {
    if (this.#children.delete(name)) this.#write()
  }

  close(): void {
    if (this.#owned) rmSync(this.#file, { force: true })
  }

  #write(): void {
    if (!this.#owned) return
    const run: Run = { supervisor: this.#supervisor, children: [...this.#children.values()] }
    writeFileSync(`${this.#file}.new`, JSON.stringify(run), { mode: 0o600 })
    renameSync(`${this.#file}.new`, this.#file)
  }
}
