import type { ReactNode } from 'react'
import { ListSelectionProvider } from '@/components/data-table/list-selection'

/** What is ticked outlives a page of the list and a look at one licensee. */
export default function LicenseesLayout({ children }: { children: ReactNode }) {
  return <ListSelectionProvider>{children}</ListSelectionProvider>
}
