import { randomUUID } from 'node:crypto'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { type ConditionsForm, toSubmission } from '@/lib/channels/form-schema'
import { getChannelForForm } from '@/lib/channels/queries'
import { updateConditions } from '@/lib/channels/update-conditions'
import type { Random } from '@/tests/faults/random'
import type { Stage } from '@/tests/faults/stage'
import { contextOf } from '@/tests/faults/subject'

export const WRITE_PATH = '/live/v3/channel/auth/update'

type Fields = Record<string, unknown>

/** Both ranks as every case begins: a code in use, a ticket prepared behind it, the second door shut. */
export async function startAnew(stage: Stage, channelId: string): Promise<void> {
  const start: Fields = {
    enabled: 'Y',
    authType: 'code',
    authCode: 'start1',
    qcodeTips: '问主播',
    qcodeImg: null,
    payAuthTips: '票',
    price: 9.9,
    validTimePeriod: null,
    watchEndTime: null,
    directKey: null,
    privacyStatus: null,
    privacyContent: null,
  }
  await stage.control.changePolyv({ channelId, rank: 1, fields: start })
  await stage.control.changePolyv({
    channelId,
    rank: 2,
    fields: { ...start, enabled: 'N', authType: 'pay', authCode: null, qcodeTips: null },
  })
}

export async function load(stage: Stage, channelId: string): Promise<ChannelBase> {
  const loaded = await getChannelForForm(stage.polyvId, channelId)
  if (loaded.state !== 'loaded') throw new Error(`channel ${channelId} could not be read: ${loaded.trouble.key}`)
  return loaded.channel
}

export const formOf = ({ base }: Pick<ChannelBase, 'base'>): ConditionsForm =>
  structuredClone({ primary: base.primary.form, secondary: base.secondary.form })

export const submit = (stage: Stage, channel: ChannelBase, form: ConditionsForm) =>
  updateConditions.run(
    {
      connectionId: stage.polyvId,
      channelId: channel.channelId,
      requestKey: randomUUID(),
      base: channel.fingerprint,
      reason: '工单 5521',
      conditions: toSubmission(form, channel.base),
    },
    contextOf(stage),
  )

const word = (random: Random): string => `w${random.below(1_000_000)}`
const price = (random: Random): number => 1 + random.below(99)

/** What a manager types: one of the values people change, or another way in. */
export const formEdits: readonly ((form: ConditionsForm, random: Random) => void)[] = [
  ({ primary }, random) => {
    primary.drafts.code.hint = word(random)
  },
  ({ primary }, random) => {
    primary.drafts.code.authCode = `c${random.below(100_000)}`
  },
  ({ primary }, random) => {
    primary.type = 'pay'
    Object.assign(primary.drafts.pay, { title: '票', price: String(price(random)) })
  },
  ({ primary }, random) => {
    primary.drafts.pay.price = String(price(random))
  },
  ({ primary }, random) => {
    primary.privacy = { enabled: true, content: `<p>${word(random)}</p>` }
  },
  ({ secondary }, random) => {
    secondary.enabled = true
    secondary.type = 'direct'
    secondary.drafts.direct.directKey = `d${random.below(100_000)}`
  },
  ({ secondary }) => {
    secondary.enabled = false
  },
  ({ primary, secondary }) => {
    primary.enabled = false
    secondary.enabled = false
  },
]

/** What somebody does in the vendor's own console meanwhile. Every one is seen by viewers while that way is in use. */
export const outsideEdits: readonly ((random: Random) => { rank: 1 | 2; fields: Fields })[] = [
  (random) => ({ rank: 1, fields: { enabled: 'Y', authType: 'code', qcodeTips: word(random) } }),
  (random) => ({ rank: 1, fields: { enabled: 'Y', authType: 'code', authCode: `o${random.below(100_000)}` } }),
  (random) => ({ rank: 1, fields: { enabled: 'Y', authType: 'pay', payAuthTips: '票', price: price(random) } }),
  (random) => ({
    rank: 1,
    fields: { enabled: 'Y', authType: 'code', privacyStatus: 'Y', privacyContent: `<p>${word(random)}</p>` },
  }),
  (random) => ({ rank: 2, fields: { enabled: 'Y', authType: 'direct', directKey: `k${random.below(100_000)}` } }),
  () => ({ rank: 1, fields: { enabled: 'Y', authType: 'public' } }),
]
