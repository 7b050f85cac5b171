'use client'
import { useEffect, useRef, useState } from 'react'
import type { SheetRow } from '@/lib/sheets/schema'
import { type Checking, checkOne, refuseRepeats } from './check-rows'
import type { CheckedRow } from './import-field'

/** Less than a frame, so that a sheet of 50,000 rows never holds up typing or scrolling. */
const SLICE_MS = 8

type Repeats<Key, Value> = { identityOf: (value: Value) => string; field: Key; say: (line: number) => string }

/** Checks rows a slice at a time, and after an edit only the row that changed. Until all are done it is null. */
export function useCheckedRows<Key extends string, Value>(
  rows: readonly SheetRow[],
  checking: Checking<Key, Value>,
  repeats: Repeats<Key, Value>,
) {
  const [checked, setChecked] = useState<CheckedRow<Key, Value>[] | null>(null)
  const known = useRef({ mapping: checking.mapping, rows: new WeakMap<SheetRow, CheckedRow<Key, Value>>() })
  const latest = useRef({ checking, repeats })
  latest.current = { checking, repeats }
  const { mapping } = checking

  useEffect(() => {
    let isStale = false
    if (known.current.mapping !== mapping) {
      known.current = { mapping, rows: new WeakMap() }
      setChecked(null)
    }
    const memory = known.current.rows
    const run = async () => {
      const done: CheckedRow<Key, Value>[] = []
      while (done.length < rows.length) {
        const until = performance.now() + SLICE_MS
        while (done.length < rows.length && performance.now() < until) {
          const row = rows[done.length]
          if (!row) break
          const result = memory.get(row) ?? checkOne(row, latest.current.checking)
          memory.set(row, result)
          done.push(result)
        }
        await nextTask()
        if (isStale) return
      }
      const { identityOf, field, say } = latest.current.repeats
      setChecked(refuseRepeats(done, identityOf, field, say))
    }
    void run()
    return () => {
      isStale = true
    }
  }, [rows, mapping])

  return checked
}

const nextTask = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
