'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { type ReactNode, useState } from 'react'

/** A page fetched later brings a nonce of its own, but the policy in force stays that of the document: so does its nonce. */
export function DocumentNonce({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [first] = useState(nonce)
  return <CSPProvider nonce={first}>{children}</CSPProvider>
}
