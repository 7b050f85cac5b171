import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConditionsForm } from '@/lib/channels/form-schema'
import { type ChannelDesk, field, hasType, openChannelDesk } from './channel-desk'

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

describe('refusing, with nothing sent', () => {
  const cases: [string, string, (form: ConditionsForm) => void, string, string][] = [
    [
      'a secondary while the primary is off',
      'public',
      (form) => {
        form.primary.enabled = false
        form.secondary.enabled = true
        form.secondary.type = 'public'
      },
      'secondary.enabled',
      'secondaryNeedsPrimary',
    ],
    [
      'the same type twice',
      'public',
      (form) => {
        form.secondary.enabled = true
        form.secondary.type = 'public'
      },
      'secondary.type',
      'sameType',
    ],
    [
      'a code of nine characters',
      'code',
      (form) => {
        form.primary.drafts.code.authCode = '123456789'
      },
      'primary.drafts.code.authCode',
      'codeLength',
    ],
    [
      'a price of three decimals',
      'pay',
      (form) => {
        form.primary.drafts.pay.price = '19.955'
      },
      'primary.drafts.pay.price',
      'priceDecimals',
    ],
    [
      'an http address',
      'custom',
      (form) => {
        form.primary.drafts.custom.url = 'http://auth.example.cn'
      },
      'primary.drafts.custom.url',
      'urlHttps',
    ],
    [
      'an option with a comma',
      'public',
      (form) => {
        form.primary.type = 'info'
        form.primary.drafts.info.fields = [
          { type: 'option', name: '城市', options: ['上海,杭州'], placeholder: '', sms: false },
        ]
      },
      'primary.drafts.info.fields.0.options',
      'optionComma',
    ],
    ['no change at all', 'public', () => undefined, 'conditions', 'noChanges'],
  ]
  it.each(cases)('%s', async (_, type, edit, path, message) => {
    const channelId = await desk.find(hasType(type))
    const since = await desk.control.lastSeq()
    const result = await desk.save(await desk.load(channelId), edit)
    expect(result).toMatchObject({ ok: false, code: 'invalid_input', fieldErrors: { [path]: message } })
    expect(await desk.writesSince(since)).toHaveLength(0)
  })

  it('phone without a whitelist, until somebody is on it', async () => {
    const { whitelists } = await desk.control.polyv()
    const channelId = await desk.find(
      (one) => hasType('public')(one) && !(whitelists[`${one.channelId}:1`] as unknown[] | undefined)?.length,
    )
    const toPhone = (form: ConditionsForm) => {
      form.primary.type = 'phone'
      form.primary.drafts.phone.title = '会员专场'
      form.secondary.enabled = false
    }
    const since = await desk.control.lastSeq()
    expect(await desk.save(await desk.load(channelId), toPhone)).toMatchObject({
      ok: false,
      fieldErrors: { 'primary.type': 'whitelistEmpty' },
    })
    expect(await desk.writesSince(since)).toHaveLength(0)
    const entry = {
      connectionId: desk.connectionId,
      channelId,
      rank: 1,
      code: '13900001111',
      name: '会员',
      reason: '工单 1',
    } as const
    expect(
      await desk.settled(await desk.addWhitelistEntry.run({ ...entry, requestKey: randomUUID() }, desk.context)),
    ).toMatchObject({ verdict: 'verified' })
    const [leak] = await desk.sql<{ found: boolean }>(
      `select exists(select 1 from operation_item where operation_item::text like '%13900001111%') or exists(select 1 from audit_event where audit_event::text like '%13900001111%') or exists(select 1 from operation_call where operation_call::text like '%13900001111%') as found`,
    )
    expect(leak?.found).toBe(false)
    expect(
      await desk.settled(await desk.addWhitelistEntry.run({ ...entry, requestKey: randomUUID() }, desk.context)),
    ).toMatchObject({ verdict: 'failed', code: 'already_listed' })
    expect(await desk.settled(await desk.save(await desk.load(channelId), toPhone))).toMatchObject({
      verdict: 'verified',
    })
  })

  it('a channel that changed since the form was loaded, showing how', async () => {
    const channelId = await desk.find(hasType('pay'))
    const loaded = await desk.load(channelId)
    await desk.control.changePolyv({ channelId, rank: 1, fields: { payAuthTips: '后台改过' } })
    const since = await desk.control.lastSeq()
    const result = await desk.save(loaded, (form) => {
      form.primary.drafts.pay.price = '8.88'
    })
    expect(result).toMatchObject({
      ok: false,
      code: 'stale_base',
      detail: { channel: { base: { primary: { form: { drafts: { pay: { title: '后台改过' } } } } } } },
    })
    expect(await desk.writesSince(since)).toHaveLength(0)
  })

  it('a type we cannot write stays as it is, and the other rank can still be saved', async () => {
    const channelId = await desk.find((one) => field(one, 'authType') === 'wxshare')
    const since = await desk.control.lastSeq()
    const loaded = await desk.load(channelId)
    expect(loaded.base.primary.unsupportedType).toBe('wxshare')
    const item = await desk.settled(
      await desk.save(loaded, (form) => {
        form.secondary.enabled = true
        form.secondary.type = 'public'
      }),
    )
    expect(item.verdict).toBe('verified')
    const [write] = await desk.writesSince(since)
    expect(JSON.parse(write?.body ?? '')).toEqual({ authSettings: [{ rank: 2, enabled: 'Y', authType: 'public' }] })
    expect(field(await desk.stored(channelId), 'authType')).toBe('wxshare')
  })
})
