import { RunningPill } from '@/components/shell/running-pill'
import { countOpenOperations } from '@/lib/operations/queries'
import { operationsHref } from './operations/search-params'

/** How much work is under way, read anew with every page. */
export async function RunningWork() {
  return <RunningPill count={await countOpenOperations()} href={operationsHref({ verdict: 'open' })} />
}
