import type { WriteContext } from '@/lib/write'
import type { Stage } from '@/tests/faults/stage'
import type { JournalView } from '@/tests/sandbox-control'

/** One change under test: how to ask for it, what it writes, and what the sandbox says is true of it. */
export type Subject = {
  /** Path of the upstream write in the sandbox's journal. */
  writePath: string
  upstream: 'wechat' | 'polyv'
  requestKey: string
  /** Submits as a person would through the action; resolves with the operation's id. */
  submit: () => Promise<string>
  /** Every write request that reached the sandbox for these targets since the submit. */
  requests: () => Promise<JournalView[]>
  /** Per ledger item (by target key): whether the sandbox now holds what was asked for. */
  holds: () => Promise<Map<string, boolean>>
  /** Per target key: how often the sandbox applied a write to it since the submit. */
  applications: () => Promise<Map<string, number>>
  /** Takes the traces of a large subject out of the sandbox again. */
  clear?: () => Promise<unknown>
}

export const contextOf = (stage: Stage): WriteContext => ({
  requestId: 'fault',
  actor: { type: 'person', ...stage.person, sessionPrint: null, ip: null, userAgent: null },
  session: {} as WriteContext['session'],
})
