import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConditionsForm, ConditionType, RankForm } from '@/lib/channels/form-schema'
import type { PolyvState } from '@/tests/sandbox-control'
import { type ChannelDesk, openChannelDesk } from './channel-desk'

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

type Stored = PolyvState['channels'][number]
const isOwn = (one: Stored) => (one as Stored & { followsGlobal: string }).followsGlobal === 'N'
const hasType = (type: string) => (one: Stored) =>
  isOwn(one) &&
  one.ranks[1].authType === type &&
  one.ranks[1].enabled === 'Y' &&
  !(type === 'code' && String(one.ranks[1].authCode).length > 8)
const field = (one: Stored, name: string, rank: 1 | 2 = 1) => one.ranks[rank][name]

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

describe('telling the truth', () => {
  it('is partial when viewers meet the account default instead', async () => {
    const channelId = await desk.find((one) => !isOwn(one) && field(one, 'authType') === 'pay')
    const loaded = await desk.load(channelId)
    expect(loaded.followsDefault).toBe(true)
    const item = await desk.settled(
      await desk.save(loaded, (form) => {
        form.primary.drafts.pay.price = '6.66'
      }),
    )
    expect(item).toMatchObject({ verdict: 'partial', cause: 'follows_default' })
  })

  it('sounds the alarm when a channel write lands on the account default', async () => {
    const channelId = await desk.find(hasType('direct'))
    await desk.control.fault({ upstream: 'polyv', path: '/auth/update', kind: 'write_global', times: 1 })
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.direct.directKey = 'moved1'
      }),
    )
    expect(item).toMatchObject({ verdict: 'mismatch', cause: 'default_touched' })
    const events = await desk.sql(`select 1 from audit_event where phase = 'panic' and operation_id is not null`)
    expect(events).toHaveLength(1)
    expect(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.direct.directKey = 'moved2'
      }),
    ).toMatchObject({ ok: false, code: 'connection_closed' })
  })

  it('waits for a lagging replica', async () => {
    const channelId = await desk.find(hasType('wx'))
    const loaded = await desk.load(channelId)
    await desk.control.switches({ polyvReplicaLagMs: 700 })
    const item = await desk.settled(
      await desk.save(loaded, (form) => {
        Object.assign(form.primary.drafts.wx, { amount: '7', unit: 'day' })
      }),
    )
    expect(item.verdict).toBe('verified')
  })

  it('is a mismatch when success changed nothing', async () => {
    const channelId = await desk.find(hasType('wx'))
    await desk.control.fault({ upstream: 'polyv', path: '/auth/update', kind: 'silent_noop', times: 1 })
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        Object.assign(form.primary.drafts.wx, { amount: '8', unit: 'day' })
      }),
    )
    expect(item.verdict).toBe('mismatch')
    expect(item.fields).toContainEqual({ path: 'primary.wx.duration', reading: 'differs' })
  })

  it.each([
    ['apply_then_reset', 1],
    ['reset_before_apply', 2],
    ['apply_then_hang', 1],
  ] as const)('settles an unknown outcome by reading: %s', async (kind, writes) => {
    const channelId = await desk.find(hasType('code'))
    const since = await desk.control.lastSeq()
    await desk.control.fault({ upstream: 'polyv', path: '/auth/update', kind, times: 1, ms: 1_500 })
    const hint = `次 ${since}`
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.code.hint = hint
      }),
    )
    expect(item.verdict).toBe('verified')
    expect(await desk.writesSince(since)).toHaveLength(writes)
    expect(field(await desk.stored(channelId), 'qcodeTips')).toBe(hint)
  })

  it('slows down and tries again when told it is too fast', async () => {
    const channelId = await desk.find(hasType('code'))
    await desk.control.fault({
      upstream: 'polyv',
      path: '/auth/update',
      kind: 'errcode',
      code: 400,
      message: 'qps exceeds number of calls',
      times: 1,
    })
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.code.hint = '慢一点'
      }),
    )
    expect(item.verdict).toBe('verified')
  })

  it('lists a field the upstream does not give back as not readable', async () => {
    await desk.control.switches({ readReturnsOnceWhitelist: false })
    const channelId = await desk.find(hasType('phone'))
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.phone.once = true
        form.primary.drafts.phone.entryText = '会员入口二'
      }),
    )
    expect(item.verdict).toBe('verified')
    expect(item.fields).toContainEqual({ path: 'primary.phone.once', reading: 'not_readable' })
    const only = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.phone.once = true
      }),
    )
    expect(only).toMatchObject({ verdict: 'partial', cause: 'not_readable' })
  })
})

describe('lists and versions', () => {
  it('finds by name, pinyin, number, type and state, page by page, each channel once', async () => {
    const { listChannels } = await import('@/lib/channels/list-channels')
    const all = { q: '', type: '', status: '' }
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listChannels(desk.connectionId, all, cursor ? { direction: 'after', channelId: cursor } : null)
      seen.push(...page.channels.map((one) => one.channelId))
      cursor = page.next
    }
    const { channels } = await desk.control.polyv()
    expect(seen.length).toBe(new Set(seen).size)
    expect(seen.sort()).toEqual(channels.map((one) => one.channelId).sort())
    const byPinyin = await listChannels(desk.connectionId, { ...all, q: 'wangchuan' }, null)
    expect(byPinyin.channels.length).toBeGreaterThan(0)
    expect(byPinyin.channels.every((one) => one.name.includes('望川'))).toBe(true)
    const paid = await listChannels(desk.connectionId, { ...all, type: 'pay' }, null)
    expect(
      paid.channels.every((one) =>
        [one.doors?.primary, one.doors?.secondary].some((door) => door?.enabled && door.type === 'pay'),
      ),
    ).toBe(true)
    const live = await listChannels(desk.connectionId, { ...all, status: 'live' }, null)
    expect(live.total).toBe(
      channels.filter((one) => (one as Stored & { watchStatus: string }).watchStatus === 'live').length,
    )
  })

  it('remembers a change made outside as a version of its own', async () => {
    const channelId = await desk.find(hasType('info'))
    await desk.load(channelId)
    await desk.control.changePolyv({ channelId, rank: 1, fields: { infoDesc: '后台写的' } })
    const { version } = await desk.load(channelId)
    expect(version).toMatchObject({ source: 'outside' })
    const again = await desk.load(channelId)
    expect(again.version?.number).toBe(version?.number)
    await desk.settled(
      await desk.save(again, (form) => {
        form.primary.drafts.info.description = '我们写的'
      }),
    )
    expect((await desk.load(channelId)).version).toMatchObject({ source: 'ours', number: (version?.number ?? 0) + 1 })
  })
})
