'use client'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { useSelection } from '@/components/data-table/use-selection'

type ListSelection = ReturnType<typeof useSelection> & {
  /** The filter, as in the address, of which everything is chosen; null while single rows are. */
  allOf: string | null
  chooseAll: (filter: string) => void
}

const Context = createContext<ListSelection | null>(null)

export function ListSelectionProvider({ children }: { children: ReactNode }) {
  const picked = useSelection()
  const [allOf, setAllOf] = useState<string | null>(null)
  const value = useMemo<ListSelection>(
    () => ({
      ...picked,
      allOf,
      chooseAll: (filter) => {
        picked.clear()
        setAllOf(filter)
      },
      setMany: (keys, selected) => {
        setAllOf(null)
        picked.setMany(keys, selected)
      },
      clear: () => {
        setAllOf(null)
        picked.clear()
      },
    }),
    [picked, allOf],
  )
  return <Context value={value}>{children}</Context>
}

export function useListSelection(): ListSelection {
  const selection = useContext(Context)
  if (!selection) throw new Error('outside its list')
  return selection
}
