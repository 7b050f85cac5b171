import { QueryClient } from '@tanstack/react-query'
import { ask } from '@/components/shell/reach'

/** One memory for all parts of the explorer, which arrive one by one after the list. */
export const explorerClient = new QueryClient({
  defaultOptions: { queries: { retry: 1, staleTime: 30_000, refetchOnWindowFocus: false } },
})

export async function read<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = await ask(address, signal ? { signal } : {})
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}
