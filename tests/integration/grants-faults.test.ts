import { afterEach, describe, expect, it } from 'vitest'
import { inDays } from './grant-desk'
import {
  type Choice,
  choose,
  desk,
  finished,
  heldNow,
  submit,
  submitAndFinish,
  withLedger,
  writes,
} from './grant-ledger'

withLedger({ regrant: 'overwrite' })

describe('an upstream that reads the other field name and refuses unknown ones', () => {
  afterEach(async () => {
    const { forgetShapes } = await import('@/lib/wechat/authorize-dramas')
    forgetShapes()
    await desk.control.switches({ READS: 'authorized_appid', STRICT_NAMES: 'off' })
  })

  it('gets three shapes, each an attempt of its own on record, and one write', async () => {
    const choice = await choose(1, 1)
    await desk.control.switches({ READS: 'authorized', STRICT_NAMES: 'on' })
    const since = await desk.control.lastSeq()
    const { result } = await submit(choice)
    if (!result.ok) throw new Error('refused')
    const done = await finished(result.data.operationId)
    expect(done.verdict).toBe('verified')
    expect((await writes(since)).length).toBe(3)
    const calls = await desk.sql('select number from operation_call where operation_id = $1', [result.data.operationId])
    expect(calls).toHaveLength(3)
  })
})

describe('what the upstream does wrong', () => {
  it('one drama refused: that one fails with message and rid, the others are verified', async () => {
    const choice = await choose(3, 1)
    const id = choice.dramaIds[1] ?? ''
    await desk.control.fault({
      upstream: 'wechat',
      path: 'authorizedrama',
      kind: 'fail_items',
      items: [{ id, code: 1, message: `获取剧目${id}失败!` }],
    })
    const done = await submitAndFinish(choice)
    expect(done.verdict).toBe('partial')
    expect(done.items.map((item) => item.verdict)).toEqual(['verified', 'failed', 'verified'])
    expect(done.items[1]).toMatchObject({ code: '1', message: `获取剧目${id}失败!` })
  })

  it('a drama missing in the answer is settled by read-back, not taken for granted', async () => {
    const choice = await choose(2, 1)
    await desk.control.fault({
      upstream: 'wechat',
      path: 'authorizedrama',
      kind: 'drop_items',
      ids: [choice.dramaIds[0] ?? ''],
    })
    const done = await submitAndFinish(choice)
    expect(done.items.map((item) => item.verdict)).toEqual(['verified', 'verified'])
  })

  it('a drama nobody asked for raises an alarm', async () => {
    const choice = await choose(1, 1)
    await desk.control.fault({ upstream: 'wechat', path: 'authorizedrama', kind: 'extra_item', dramaId: '424242' })
    await submitAndFinish(choice)
    const alarms = await desk.sql(
      `select 1 from audit_event where phase = 'panic' or detail::text like '%foreign_item%'`,
    )
    expect(alarms.length).toBeGreaterThan(0)
  })

  it.each(['apply_then_reset', 'apply_then_hang', 'cut_body'] as const)(
    '%s: found applied, verified, never sent twice',
    async (kind) => {
      const choice = await choose(2, 1)
      await desk.control.fault({ upstream: 'wechat', path: 'authorizedrama', kind, ms: 3000 })
      const done = await submitAndFinish(choice)
      expect(done.verdict).toBe('verified')
      const held = await heldNow()
      for (const dramaId of choice.dramaIds) expect(held.get(`${dramaId}@${choice.appids[0]}`)?.writes).toBe(1)
    },
  )

  it('a reset before anything was applied: proven absent, sent again, verified', async () => {
    const choice = await choose(1, 1)
    await desk.control.fault({ upstream: 'wechat', path: 'authorizedrama', kind: 'reset_before_apply' })
    const since = await desk.control.lastSeq()
    const done = await submitAndFinish(choice)
    expect(done.verdict).toBe('verified')
    expect((await writes(since)).length).toBe(2)
    expect((await heldNow()).get(`${choice.dramaIds[0]}@${choice.appids[0]}`)?.writes).toBe(1)
  })

  it('-1 that was applied all the same is verified without a second write', async () => {
    const choice = await choose(1, 1)
    await desk.control.fault({ upstream: 'wechat', path: 'authorizedrama', kind: 'errcode', code: -1, apply: true })
    expect((await submitAndFinish(choice)).verdict).toBe('verified')
    expect((await heldNow()).get(`${choice.dramaIds[0]}@${choice.appids[0]}`)?.writes).toBe(1)
  })

  it('ok without an effect is a mismatch', async () => {
    const choice = await choose(1, 1)
    await desk.control.fault({ upstream: 'wechat', path: 'authorizedrama', kind: 'silent_noop' })
    expect((await submitAndFinish(choice)).verdict).toBe('mismatch')
  })

  it('an old expiry that stays is a mismatch that says so', async () => {
    const choice = await choose(1, 1)
    await submitAndFinish(choice)
    await desk.control.switches({ regrant: 'keep-old' })
    const { formatDateTime } = await import('@/lib/format')
    const later: Choice = { ...choice, expiry: { kind: 'date', at: formatDateTime(inDays(300) * 1000) } }
    const done = await submitAndFinish(later)
    expect(done.items[0]).toMatchObject({ verdict: 'mismatch', cause: 'expiry_unchanged' })
  })

  it('a token lost in the middle of a write is renewed, and both attempts are on record', async () => {
    const choice = await choose(1, 1)
    await desk.control.fault({ upstream: 'wechat', path: 'authorizedrama', kind: 'invalidate_token' })
    const { result } = await submit(choice)
    if (!result.ok) throw new Error('refused')
    expect((await finished(result.data.operationId)).verdict).toBe('verified')
    const calls = await desk.sql('select errcode from operation_call where operation_id = $1 order by number', [
      result.data.operationId,
    ])
    expect(calls).toEqual([{ errcode: '40001' }, { errcode: '0' }])
  })

  it('a licensee without the category fails as a whole and is remembered', async () => {
    const state = await desk.control.wechat()
    const licensee = state.licensees.find(
      (one) => !one.hasCategory && !state.appGrants.some((grant) => grant.authorized_appid === one.appid),
    )
    const appid = licensee?.appid ?? ''
    await desk.sql(`insert into licensee (appid, name) values ($1, '甲')`, [appid])
    const done = await submitAndFinish({ ...(await choose(2, 1)), appids: [appid] })
    expect(done.items.map((item) => [item.verdict, item.code])).toEqual([
      ['failed', '10090038'],
      ['failed', '10090038'],
    ])
    expect(done.items[0]?.rid).toMatch(/^[0-9a-f]{8}-/)
    expect(await desk.sql('select last_refusal_code from licensee where appid = $1', [appid])).toEqual([
      { last_refusal_code: '10090038' },
    ])
  })
})
