import { ClientMessages } from '@/components/shell/client-messages'
import type { ShareSubject } from '@/lib/sharing/schema'
import { ShareControl } from './share-control'

/** Opens one thing to somebody outside. */
export function ShareButton({ subject, openShares }: { subject: ShareSubject; openShares: number }) {
  return (
    <ClientMessages namespaces={['sharing', 'errors']}>
      <ShareControl subject={subject} openShares={openShares} />
    </ClientMessages>
  )
}
