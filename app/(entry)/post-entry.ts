import type { ActionResult } from '@/lib/errors'

/** Posts to one of the doors before sign-in. A lost connection is `null`: nothing is known then. */
export async function postEntry<T>(path: string, body: unknown): Promise<ActionResult<T> | null> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as ActionResult<T>
  } catch {
    return null
  }
}
