import { describe, expect, it } from 'vitest'
import { judgeHealth } from '@/lib/connections/judge-health'

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1_000)
const well = { isEnabled: true, closedReason: null, lastOkAt: at(10), lastErrorAt: null, clockOffsetMs: 300 }

describe('how an account is doing', () => {
  it.each([
    ['works', {}, 'healthy'],
    ['was never called', { lastOkAt: null }, 'untried'],
    ['failed at its latest call', { lastErrorAt: at(11) }, 'failing'],
    ['recovered after a failure', { lastErrorAt: at(9) }, 'healthy'],
    ['failed at its only call', { lastOkAt: null, lastErrorAt: at(1) }, 'failing'],
    ['has a clock exactly at the limit', { clockOffsetMs: 30_000 }, 'healthy'],
    ['has a clock beyond the limit', { clockOffsetMs: -30_001 }, 'clock'],
    ['is closed, whatever its calls do', { closedReason: 'default_touched', lastErrorAt: at(11) }, 'closed'],
    ['is out of use, whatever else', { isEnabled: false, closedReason: 'default_touched' }, 'disabled'],
  ])('that %s', (_name, change, state) => {
    expect(judgeHealth({ ...well, ...change })).toBe(state)
  })
})
