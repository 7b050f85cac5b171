'use client'
import { useRef, useState } from 'react'
import type { WhitelistRow } from '@/lib/channels/whitelist-schema'

/** More than this is not ticked at once: there is a search, and the list can be emptied. */
export const MOST_SELECTED = 5_000

type Reader = (from: number, until: number) => Promise<WhitelistRow[]>

/** Who is ticked, by key, over pages and searches. A range may reach over members that were not read yet. */
export function useMemberSelection(readBetween: Reader) {
  const [members, setMembers] = useState<ReadonlyMap<string, WhitelistRow>>(() => new Map())
  const [isReading, setIsReading] = useState(false)
  const [isFailed, setIsFailed] = useState(false)
  const anchor = useRef(0)

  const set = (rows: readonly WhitelistRow[], isSelected: boolean) =>
    setMembers((before) => {
      const next = new Map(before)
      for (const row of rows) {
        if (isSelected) next.set(row.key, row)
        else next.delete(row.key)
      }
      return next
    })

  const setBetween = async (from: number, until: number, isSelected: boolean) => {
    setIsReading(true)
    setIsFailed(false)
    try {
      set(await readBetween(from, until), isSelected)
    } catch {
      setIsFailed(true)
    } finally {
      setIsReading(false)
    }
  }

  return {
    members,
    isReading,
    isFailed,
    has: (key: string) => members.has(key),
    set,
    setBetween,
    /** One, or with `isRange` all from the one ticked before to this. */
    pick: (row: WhitelistRow, index: number, isSelected: boolean, isRange: boolean) => {
      if (isRange) void setBetween(Math.min(anchor.current, index), Math.max(anchor.current, index) + 1, isSelected)
      else set([row], isSelected)
      if (!isRange) anchor.current = index
    },
    clear: () => setMembers(new Map()),
  }
}

export type MemberSelection = ReturnType<typeof useMemberSelection>
