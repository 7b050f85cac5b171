import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import type { Refusal } from './use-write'

export function RefusalNotice({ refusal }: { refusal: Refusal | null }) {
  if (!refusal) return null
  return (
    <Notice tone="danger" live title={refusal.message}>
      {refusal.reference ? <Mono>{refusal.reference}</Mono> : null}
    </Notice>
  )
}
