import type { ReactNode } from 'react'
import { ChannelSelectionProvider } from './channel-selection'

/** What is ticked outlives a page of the list and a look at a plan. */
export default function ChannelsLayout({ children }: { children: ReactNode }) {
  return <ChannelSelectionProvider>{children}</ChannelSelectionProvider>
}
