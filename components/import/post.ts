import { ask } from '@/components/shell/reach'
import { type ActionFailure, type ActionResult, failure } from '@/lib/errors'

/** Sends a file or a large body to a door of ours. Never throws: no connection is a failure like any other. */
export async function post<T>(path: string, body: Blob | string, signal?: AbortSignal): Promise<ActionResult<T>> {
  const response = await send(path, body, signal)
  if (!response) return failure('not_reached')
  const answer: unknown = await response.json().catch(() => null)
  return isResult<T>(answer) ? answer : failure('unexpected')
}

/** Sends rows and saves the file that comes back. Null when it did, else why not. */
export async function postForFile(path: string, body: string, fileName: string): Promise<ActionFailure | null> {
  const response = await send(path, body)
  if (!response) return failure('not_reached')
  if (!response.ok) {
    const answer: unknown = await response.json().catch(() => null)
    return isResult(answer) && !answer.ok ? answer : failure('unexpected')
  }
  const address = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return null
}

async function send(path: string, body: Blob | string, signal?: AbortSignal): Promise<Response | null> {
  const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
  return ask(path, { method: 'POST', body, headers: { 'content-type': type }, ...(signal ? { signal } : {}) }).catch(
    () => null,
  )
}

const isResult = <T>(answer: unknown): answer is ActionResult<T> =>
  typeof answer === 'object' && answer !== null && 'ok' in answer
