import { ask } from '@/components/shell/reach'
import { type ActionFailure, failure } from '@/lib/errors'

/** A read that came back as a refusal, or not at all. */
export class ReadRefused extends Error {
  readonly failure: ActionFailure

  constructor(refusal: ActionFailure) {
    super(refusal.code)
    this.failure = refusal
  }
}

/** @throws ReadRefused */
export async function getJson<T>(path: string, query: Record<string, string>, signal: AbortSignal): Promise<T> {
  const response = await ask(`${path}?${new URLSearchParams(query)}`, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new ReadRefused(failure('upstream_unreachable'))
  })
  const body: unknown = await response.json().catch(() => null)
  if (response.ok && body !== null) return body as T
  throw new ReadRefused(isFailure(body) ? body : failure('unexpected'))
}

const isFailure = (body: unknown): body is ActionFailure =>
  typeof body === 'object' && body !== null && 'ok' in body && body.ok === false && 'code' in body
