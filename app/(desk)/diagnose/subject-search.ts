import { ask } from '@/components/shell/reach'
import type { DramaPage } from '@/lib/dramas/schema'
import type { LicenseeView } from '@/lib/licensees/schema'

export type FoundSubject = { id: string; name: string }

const MOST = 20

async function getJson<T>(path: string, query: Record<string, string>, signal: AbortSignal): Promise<T | null> {
  const response = await ask(`${path}?${new URLSearchParams(query)}`, { signal })
  return response.ok ? ((await response.json()) as T) : null
}

export async function searchLicensees(connection: string, q: string, signal: AbortSignal): Promise<FoundSubject[]> {
  const found = await getJson<{ licensees: LicenseeView[] }>('/api/grants/licensees', { connection, q }, signal)
  return (found?.licensees ?? []).slice(0, MOST).map(({ appid, name }) => ({ id: appid, name }))
}

export async function searchDramas(connection: string, q: string, signal: AbortSignal): Promise<FoundSubject[]> {
  const found = await getJson<DramaPage>('/api/dramas', { connection, q }, signal)
  return (found?.dramas ?? []).slice(0, MOST).map(({ dramaId, name }) => ({ id: dramaId, name }))
}
