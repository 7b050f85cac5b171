'use client'
import { createContext, useContext } from 'react'
import type { Checks } from './use-channel-checks'

type ChecksContextValue = { checks: Checks; read: () => Promise<void> }

const ChecksContext = createContext<ChecksContextValue | null>(null)
export const ChecksProvider = ChecksContext.Provider

export function useChecksContext(): ChecksContextValue {
  const value = useContext(ChecksContext)
  if (!value) throw new Error('checks are read by the form')
  return value
}
