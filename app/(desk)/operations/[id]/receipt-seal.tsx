'use client'
import { useState } from 'react'
import { Seal, type SealProps } from '@/components/operation/seal'

/** Lands only when the verdict comes in while the page is being looked at. */
export function ReceiptSeal({ seal }: { seal: SealProps | null }) {
  const [wasOpen] = useState(seal === null)
  return seal ? <Seal {...seal} landing={wasOpen} /> : null
}
