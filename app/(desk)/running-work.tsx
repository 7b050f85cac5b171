import { RunningPill } from '@/components/shell/running-pill'
import { readDesk } from './desk-reads'
import { operationsHref } from './operations/search-params'

/** How much work is under way, read anew with every page and then by itself. */
export async function RunningWork() {
  const { running } = await readDesk()
  return <RunningPill initial={running} listHref={operationsHref({ verdict: 'open' })} />
}
