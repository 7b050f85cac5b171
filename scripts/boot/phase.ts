/** A refusal a newcomer can act on: one sentence, no stack. */
export class StartRefused extends Error {}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Runs one phase of a start and prints one line with its time and, when there is one, its remark. */
export async function phase<T>(name: string, work: (remark: (text: string) => void) => Promise<T>): Promise<T> {
  const started = performance.now()
  let remark = ''
  const result = await work((text) => {
    remark = text
  })
  say(`${name.padEnd(11)} ${seconds(performance.now() - started).padEnd(7)} ${remark}`.trimEnd())
  return result
}

/** The sentence for an error that ended a start. */
export function explain(error: unknown): string {
  if (error instanceof StartRefused) return error.message
  const { code, path, message, stack } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return 'No disk space left: free about 1 GB and start again.'
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return `Cannot write to ${path ?? 'the data folder'} (${code}): give this user the folder, or set DATA_DIR to one it can write.`
  return `Countersign could not start: ${stack ?? message ?? String(error)}`
}
