import { randomUUID } from 'node:crypto'
import { importWhitelist, previewImport } from '@/lib/channels/import-whitelist'
import { codePrint } from '@/lib/channels/whitelist-member'
import type { Random } from '@/tests/faults/random'
import type { Stage } from '@/tests/faults/stage'
import { contextOf, type Subject } from '@/tests/faults/subject'

const WRITE_PATH = '/live/v3/channel/auth/batch-add-white-list'
const MEMBERS = 12

let made = 0

/** Some members nobody has heard of, imported together onto one channel's list. */
export async function whitelistSubject(stage: Stage, random: Random): Promise<Subject> {
  const { channelId } = random.one((await stage.control.polyv()).channels)
  made += 1
  const first = 15_000_000_000 + random.below(900_000_000) + made * MEMBERS
  const members = Array.from({ length: MEMBERS }, (_, index) => ({ code: String(first + index), name: `会员${index}` }))
  const requestKey = randomUUID()
  let since = 0
  const keyOf = (code: string) => `whitelist:${channelId}:1:${codePrint(code)}`
  const requests = async () =>
    (await stage.control.journal({ since, path: WRITE_PATH })).filter((entry) => entry.query.channelId === channelId)

  return {
    writePath: WRITE_PATH,
    upstream: 'polyv',
    requestKey,
    requests,
    submit: async () => {
      since = await stage.control.lastSeq()
      const rows = members.map((member, index) => ({ ...member, line: index + 2 }))
      const list = { connectionId: stage.polyvId, channelId, rank: 1 as const }
      const input = { ...list, fileName: '名单.csv', listed: 'skip' as const, rows }
      const planned = await previewImport(input)
      if (!planned.ok) throw new Error(`no plan: ${JSON.stringify(planned)}`)
      const { planKey } = planned.data
      const result = await importWhitelist({ ...input, requestKey, planKey, reason: '工单 5521' }, contextOf(stage))
      if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
      return result.data.operationId
    },
    holds: async () => {
      const listed = (await stage.control.polyv()).whitelists[`${channelId}:1`] as { code: string; name: string }[]
      const names = new Map((listed ?? []).map(({ code, name }) => [code, name]))
      return new Map(members.map(({ code, name }) => [keyOf(code), names.get(code) === name]))
    },
    applications: async () => {
      const applied = (await requests()).filter((entry) => entry.applied)
      return new Map(
        members.map(({ code }) => [keyOf(code), applied.filter((entry) => entry.body.includes(code)).length]),
      )
    },
  }
}
