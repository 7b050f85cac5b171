import type { ReactNode } from 'react'
import { ListSelectionProvider } from '@/components/data-table/list-selection'

/** What is ticked outlives a page of the list and a look at a preview. */
export default function GrantsLayout({ children }: { children: ReactNode }) {
  return <ListSelectionProvider>{children}</ListSelectionProvider>
}
