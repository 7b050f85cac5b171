import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

const isZombie = (pid: number) => process.platform === 'linux' && statFields(pid)?.[0] === 'Z'

/** When a process started, in the system's own notation: with the id it names one process for good. */
export function startTimeOf(pid: number): string | undefined {
  if (process.platform === 'linux') return isZombie(pid) ? undefined : statFields(pid)?.[19]
  if (process.platform === 'win32') return isAlive(pid) ? 'unknown' : undefined
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** The command line of a process, or undefined where it cannot be read. */
export function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    if (process.platform === 'win32') return undefined
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return undefined
  }
}

/** Sends a signal to a process and everything in its group; a process already gone is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of process.platform === 'win32' ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, signal)
      return
    } catch {
      // No such group: the process alone is tried next.
    }
  }
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Waits until the condition holds; false when the time ran out. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
  everyMs = 25,
): Promise<boolean> {
  const end = performance.now() + timeoutMs
  while (performance.now() < end) {
    if (await condition()) return true
    await pause(everyMs)
  }
  return condition()
}

/** Asks a process to stop, and insists when it does not. */
export async function stopProcess(pid: number, graceMs: number, first: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  signalGroup(pid, first)
  if (await waitUntil(() => !isAlive(pid), graceMs)) return
  signalGroup(pid, 'SIGKILL')
  await waitUntil(() => !isAlive(pid), 2_000)
}
