import type { ReactNode } from 'react'
import { GrantSelectionProvider } from './grant-selection'

/** What is ticked outlives a page of the list and a look at a preview. */
export default function GrantsLayout({ children }: { children: ReactNode }) {
  return <GrantSelectionProvider>{children}</GrantSelectionProvider>
}
