'use client'
import { createContext, useContext } from 'react'
import type { BaseRank, RankName } from '@/lib/channels/form-schema'

type RankContextValue = {
  rank: RankName
  base: BaseRank
  readOnly: boolean
  channelId: string
  connectionId: string
  /** Whether the stored code may be shown to this person. */
  mayReveal?: boolean
}

const RankContext = createContext<RankContextValue | null>(null)
export const RankProvider = RankContext.Provider

/** The door the fields belong to: its name, what was loaded, and whether it may be edited. */
export function useRank(): RankContextValue {
  const value = useContext(RankContext)
  if (!value) throw new Error('fields stand inside a rank')
  return value
}
