import { randomUUID } from 'node:crypto'
import { type ConditionsForm, toSubmission } from '@/lib/channels/form-schema'
import { getChannelForForm } from '@/lib/channels/queries'
import { updateConditions } from '@/lib/channels/update-conditions'
import type { Random } from '@/tests/faults/random'
import type { Stage } from '@/tests/faults/stage'
import { contextOf, type Subject } from '@/tests/faults/subject'

const WRITE_PATH = '/live/v3/channel/auth/update'

/** One channel with conditions of its own, switched to a viewing code nobody used before. */
export async function conditionSubject(stage: Stage, random: Random): Promise<Subject> {
  const { channels } = await stage.control.polyv()
  const { channelId } = random.one(
    channels.filter((channel) => channel.ranks[1].enabled === 'Y' && channel.followsGlobal === 'N'),
  )
  const code = `K${10_000 + random.below(90_000)}`
  let since = 0
  const requestKey = randomUUID()
  const key = `channel:${channelId}`
  const requests = async () =>
    (await stage.control.journal({ since, path: WRITE_PATH })).filter((entry) => entry.query.channelId === channelId)

  return {
    writePath: WRITE_PATH,
    upstream: 'polyv',
    requestKey,
    requests,
    submit: async () => {
      since = await stage.control.lastSeq()
      const loaded = await getChannelForForm(stage.polyvId, channelId)
      if (loaded.state !== 'loaded') throw new Error(`channel ${channelId} could not be read`)
      const { base, fingerprint } = loaded.channel
      const form: ConditionsForm = structuredClone({ primary: base.primary.form, secondary: base.secondary.form })
      form.primary.enabled = true
      form.primary.type = 'code'
      form.primary.drafts.code = { authCode: code, hint: '', imageUrl: '' }
      form.secondary.enabled = false
      const result = await updateConditions.run(
        {
          connectionId: stage.polyvId,
          channelId,
          requestKey,
          base: fingerprint,
          reason: '工单 5521',
          conditions: toSubmission(form, base),
        },
        contextOf(stage),
      )
      if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
      return result.data.operationId
    },
    holds: async () => {
      const now = (await stage.control.polyv()).channels.find((channel) => channel.channelId === channelId)
      const { 1: primary, 2: secondary } = now?.ranks ?? {}
      const isThere =
        primary?.enabled === 'Y' &&
        primary.authType === 'code' &&
        primary.authCode === code &&
        secondary?.enabled === 'N'
      return new Map([[key, isThere]])
    },
    applications: async () => new Map([[key, (await requests()).filter((entry) => entry.applied).length]]),
  }
}
