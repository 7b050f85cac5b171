import { ClientMessages } from '@/components/shell/client-messages'
import { RunningPill } from '@/components/shell/running-pill'
import { readRunningWork } from '@/lib/operations/running-work'
import { operationsHref } from './operations/search-params'

/** How much work is under way, read anew with every page and then by itself. */
export async function RunningWork() {
  return (
    <ClientMessages namespaces={['shell']}>
      <RunningPill initial={await readRunningWork()} listHref={operationsHref({ verdict: 'open' })} />
    </ClientMessages>
  )
}
