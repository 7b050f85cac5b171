import { vi } from 'vitest'
import type { ChannelChange, VariableValues } from '@/lib/channels/apply-schema'
import { emptyDrafts, type Settings, settingsOf } from '@/lib/channels/form-schema'
import type { ActionResult } from '@/lib/errors'
import type { Submitted } from '@/lib/operations/submit'
import type { ChannelDesk } from './channel-desk'

/** The settings of one way, empty but for what is given. */
export const settings = <T extends Settings['type']>(type: T, given: Record<string, unknown> = {}): Settings =>
  ({
    ...settingsOf({ enabled: true, type, drafts: emptyDrafts(), privacy: { enabled: false, content: '' } }, type),
    ...given,
  }) as Settings

export const pay = (price: string, title = '会员专享'): Settings => settings('pay', { price, title })

export const keepBoth: ChannelChange = { primary: { kind: 'keep' }, secondary: { kind: 'keep' }, variables: [] }

export const setPrimary = (chosen: Settings, variables: string[] = []): ChannelChange => ({
  ...keepBoth,
  primary: { kind: 'set', settings: chosen },
  variables,
})

/** A change for many channels as the screens drive it, for tests. */
export async function openChanges(desk: ChannelDesk) {
  const { startChange } = await import('@/lib/channels/apply-start')
  const { planApply } = await import('@/lib/channels/apply-prepare')
  const { submitApply } = await import('@/lib/channels/apply-submit')
  const { getChange } = await import('@/lib/channels/apply-store')

  const must = <T>(result: ActionResult<T>): T => {
    if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
    return result.data
  }
  const until = <T>(look: () => Promise<T | null>): Promise<T> =>
    vi.waitFor(
      async () => {
        const found = await look()
        if (found === null) throw new Error('it never came')
        return found
      },
      { timeout: 30_000, interval: 30 },
    )
  const planned = (changeId: string) =>
    until(async () => {
      const view = await getChange(changeId)
      if (view?.plan.state === 'failed') throw new Error(`not planned: ${view.plan.error}`)
      return view?.plan.state === 'planned' ? view : null
    })

  return {
    must,
    until,
    planned,
    start: async (channelIds: string[]) =>
      must(
        await startChange.run(
          { connectionId: desk.connectionId, selection: { kind: 'ids', ids: channelIds } },
          desk.context,
        ),
      ).changeId,
    prepare: (
      changeId: string,
      content: ChannelChange,
      values: { shared?: VariableValues; own?: Record<string, VariableValues> } = {},
    ) => planApply.run({ changeId, content, shared: values.shared ?? {}, own: values.own ?? {} }, desk.context),
    submit: (changeId: string, plan: number): Promise<ActionResult<Submitted>> =>
      submitApply.run({ changeId, plan, reason: '会员日统一改价' }, desk.context),
    verdicts: async (operationId: string) => {
      await until(async () => {
        const [done] = await desk.sql(`select 1 from operation where id = $1 and state = 'done'`, [operationId])
        return done ?? null
      })
      const rows = await desk.sql<{
        target_id: string
        verdict: string
        code: string | null
        plan_cause: string | null
      }>('select target_id, verdict, code, plan_cause from operation_item where operation_id = $1', [operationId])
      return Object.fromEntries(rows.map((row) => [row.target_id, row]))
    },
  }
}
