import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConditionsForm, ConditionType, RankForm } from '@/lib/channels/form-schema'
import { noticeAttacks } from '@/tests/unit/notice-attacks'
import { type ChannelDesk, field, hasType, isOwn, openChannelDesk } from './channel-desk'

let desk: ChannelDesk

beforeAll(async () => {
  desk = await openChannelDesk()
  const { syncChannels } = await import('@/lib/channels/sync-channels')
  await syncChannels(desk.connectionId)
})
afterAll(async () => desk.close())
afterEach(async () => {
  await desk.control.clearFaults()
  await desk.control.switches({ polyvReplicaLagMs: 0, readReturnsOnceWhitelist: true })
  await desk.sql('update connection set closed_at = null, closed_reason = null')
})

type Edit = { type: ConditionType; edit: (rank: RankForm) => void; stores: Record<string, unknown> }
const edits: Edit[] = [
  {
    type: 'code',
    edit: (rank) => {
      rank.drafts.code.hint = '扫码领取'
    },
    stores: { qcodeTips: '扫码领取' },
  },
  {
    type: 'pay',
    edit: (rank) => {
      rank.drafts.pay.price = '19.9'
    },
    stores: { price: 19.9 },
  },
  {
    type: 'phone',
    edit: (rank) => {
      rank.drafts.phone.title = '请输入会员手机号'
    },
    stores: { authTips: '请输入会员手机号' },
  },
  {
    type: 'info',
    edit: (rank) => {
      rank.drafts.info.title = '报名登记'
    },
    stores: { infoAuthTips: '报名登记' },
  },
  {
    type: 'custom',
    edit: (rank) => {
      rank.drafts.custom.url = 'https://auth.example.cn/v2'
    },
    stores: { customUri: 'https://auth.example.cn/v2' },
  },
  {
    type: 'external',
    edit: (rank) => {
      rank.drafts.external.redirectUrl = 'https://help.example.cn/no'
    },
    stores: { externalRedirectUri: 'https://help.example.cn/no' },
  },
  {
    type: 'direct',
    edit: (rank) => {
      rank.drafts.direct.directKey = 'newkey77'
    },
    stores: { directKey: 'newkey77' },
  },
  {
    type: 'wx',
    edit: (rank) => {
      Object.assign(rank.drafts.wx, { amount: '37', unit: 'hour' })
    },
    stores: { wxAuthExpireValue: '37h' },
  },
]

describe('saving', () => {
  it.each(edits)('one field of a stored $type changes that field and nothing else', async ({ type, edit, stores }) => {
    const channelId = await desk.find(hasType(type))
    const before = await desk.control.polyv()
    const since = await desk.control.lastSeq()
    const item = await desk.settled(await desk.save(await desk.load(channelId), (form) => edit(form.primary)))
    expect(item).toMatchObject({ verdict: 'verified', operationVerdict: 'verified' })
    const writes = await desk.writesSince(since)
    expect(writes).toHaveLength(1)
    expect(writes[0]?.query.channelId).toBe(channelId)
    expect(JSON.parse(writes[0]?.body ?? '').authSettings.map((sent: { rank: number }) => sent.rank)).toEqual([1, 2])
    const was = before.channels.find((one) => one.channelId === channelId)
    const now = await desk.stored(channelId)
    expect(now.ranks).toEqual({ ...was?.ranks, 1: { ...was?.ranks[1], ...stores } })
    expect((await desk.control.polyv()).global).toEqual(before.global)
  })

  it('turns a public channel off, and a channel that is off to public', async () => {
    const channelId = await desk.find(hasType('public'))
    await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.enabled = false
        form.secondary.enabled = false
      }),
    )
    expect(field(await desk.stored(channelId), 'enabled')).toBe('N')
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.enabled = true
        form.primary.type = 'public'
      }),
    )
    expect(item.verdict).toBe('verified')
    expect(field(await desk.stored(channelId), 'enabled')).toBe('Y')
  })

  it('moves a validity from days to a deadline to for ever, leaving no live one behind', async () => {
    const channelId = await desk.find(hasType('pay'))
    const pay = (edit: Partial<ConditionsForm['primary']['drafts']['pay']>) => async () =>
      desk.settled(
        await desk.save(await desk.load(channelId), (form) => {
          Object.assign(form.primary.drafts.pay, edit)
        }),
      )
    expect((await pay({ validity: 'days', days: '9' })()).verdict).toBe('verified')
    expect((await pay({ validity: 'until', until: '2031-12-31 23:59' })()).verdict).toBe('verified')
    expect(field(await desk.stored(channelId), 'validTimePeriod')).toBeUndefined()
    expect((await pay({ validity: 'permanent' })()).verdict).toBe('verified')
    expect(field(await desk.stored(channelId), 'watchEndTime')).toBeUndefined()
  })

  it('keeps a stored code longer than may be written', async () => {
    const channelId = await desk.find(
      (one) => isOwn(one) && String(field(one, 'authCode') ?? '').length > 8 && field(one, 'authType') === 'code',
    )
    const code = field(await desk.stored(channelId), 'authCode')
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.code.hint = '向主播索取'
      }),
    )
    expect(item.verdict).toBe('verified')
    expect(await desk.stored(channelId)).toMatchObject({ ranks: { 1: { authCode: code, qcodeTips: '向主播索取' } } })
  })

  it('cleans a notice a person wrote, and leaves alone one nobody touched', async () => {
    const channelId = await desk.find(hasType('code'))
    await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.privacy = {
          enabled: true,
          content: '<p onclick="x()">仅用于核对<script>alert(1)</script><a href="javascript:y()">看</a></p>',
        }
      }),
    )
    expect(field(await desk.stored(channelId), 'privacyContent')).toBe('<p>仅用于核对<a>看</a></p>')
    await desk.control.changePolyv({ channelId, rank: 1, fields: { privacyContent: '<div style="x">旧</div>' } })
    await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.code.hint = '问客服'
      }),
    )
    expect(field(await desk.stored(channelId), 'privacyContent')).toBe('<div style="x">旧</div>')
  })

  it('opens a channel whose notice is hostile, a null character included, and sends none of it back', async () => {
    const channelId = await desk.find(hasType('phone'))
    const hostile = noticeAttacks.join('\n')
    await desk.control.changePolyv({ channelId, rank: 1, fields: { privacyStatus: 'Y', privacyContent: hostile } })
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.privacy.content = `<p>仅供核对</p>${form.primary.privacy.content}`
      }),
    )
    expect(item.verdict).toBe('verified')
    const kept = String(field(await desk.stored(channelId), 'privacyContent'))
    expect(kept).toContain('<p>仅供核对</p>')
    expect(kept).not.toMatch(/<(script|img|svg|math|style|iframe|form)|<[^>]*\son\w+=|href="(?!https:)/i)
  })

  it('keeps no secret in ledger, events or versions, and gives none to the form', async () => {
    const channelId = await desk.find(hasType('external'))
    await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.external.externalKey = 'topSECRETkey9'
      }),
    )
    const [dump] = await desk.sql<{ text: string }>(
      `select coalesce((select string_agg(operation_item::text, '') from operation_item), '') || coalesce((select string_agg(operation::text, '') from operation), '')
           || coalesce((select string_agg(operation_call::text, '') from operation_call), '') || coalesce((select string_agg(audit_event::text, '') from audit_event), '')
           || coalesce((select string_agg(condition_version::text, '') from condition_version), '') as text`,
    )
    expect(dump?.text).toContain(channelId)
    expect(dump?.text).not.toContain('topSECRETkey9')
    expect(field(await desk.stored(channelId), 'externalKey')).toBe('topSECRETkey9')
    const loaded = await desk.load(channelId)
    expect(JSON.stringify(loaded)).not.toContain('topSECRETkey9')
    expect(loaded.base.primary.secrets.externalKey.isSet).toBe(true)
  })
})
