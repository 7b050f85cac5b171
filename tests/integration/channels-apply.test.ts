import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { keepBoth, openChanges, pay, setPrimary, settings } from './channel-changes'
import { type ChannelDesk, field, isOwn, openChannelDesk, type StoredChannel, WRITE_PATH } from './channel-desk'

let desk: ChannelDesk
let changes: Awaited<ReturnType<typeof openChanges>>

beforeAll(async () => {
  desk = await openChannelDesk()
  const { syncChannels } = await import('@/lib/channels/sync-channels')
  await syncChannels(desk.connectionId)
  changes = await openChanges(desk)
})
afterAll(async () => desk.close())
afterEach(async () => {
  await desk.control.clearFaults()
  await desk.sql('update connection set closed_at = null, closed_reason = null')
})

/** One open door, the other closed; with any way of its own that may be written. */
const alone = (one: StoredChannel) =>
  isOwn(one) &&
  one.ranks[1].enabled === 'Y' &&
  one.ranks[2].enabled !== 'Y' &&
  ['pay', 'code', 'direct', 'custom', 'external', 'phone', 'info'].includes(String(one.ranks[1].authType))

async function take(count: number, matches: (one: StoredChannel) => boolean): Promise<string[]> {
  const { channels } = await desk.control.polyv()
  const found = channels
    .filter((one) => matches(one as StoredChannel))
    .slice(0, count)
    .map((one) => one.channelId)
  expect(found).toHaveLength(count)
  return found
}

it('lists each door with its fact, and finds by rank, by the account default and by all of a filter', async () => {
  const { listChannels, listChannelIds } = await import('@/lib/channels/list-channels')
  const { readSync } = await import('@/lib/channels/sync-state')
  const none = { q: '', type: '', rank: '', status: '', follows: '', drift: '' }
  const { channels } = await desk.control.polyv()
  const paidSecond = channels.filter((one) => one.ranks[2].enabled === 'Y' && one.ranks[2].authType === 'pay')
  const filter = { ...none, type: 'pay', rank: '2' }
  const list = await listChannels(desk.connectionId, filter, null)
  expect(list.channels.map((one) => one.channelId).sort()).toEqual(paidSecond.map((one) => one.channelId).sort())
  for (const one of list.channels) {
    const stored = paidSecond.find((channel) => channel.channelId === one.channelId)
    expect(one.doors?.secondary.priceFen).toBe(Math.round(Number(stored?.ranks[2].price) * 100))
  }
  expect(await listChannelIds(desk.connectionId, filter, 500)).toEqual(list.channels.map((one) => one.channelId))
  const followers = channels.filter((one) => one.followsGlobal === 'Y').length
  expect((await listChannels(desk.connectionId, { ...none, follows: 'yes' }, null)).total).toBe(followers)
  expect((await listChannels(desk.connectionId, { ...none, drift: 'open' }, null)).total).toBe(0)
  expect(await readSync(desk.connectionId)).toMatchObject({
    state: 'done',
    read: channels.length,
    expected: channels.length,
  })
})

it('changes the chosen channels alike, leaves the others and every kept door alone, under one receipt', async () => {
  const [same = '', ...paid] = await take(4, alone)
  const [follower = ''] = await take(1, (one) => one.followsGlobal === 'Y')
  const first = await changes.start([same])
  changes.must(await changes.prepare(first, setPrimary(pay('29.90', '同一价'))))
  const once = changes.must(await changes.submit(first, (await changes.planned(first)).plan.number))
  expect(await changes.verdicts(once.operationId)).toMatchObject({ [same]: { verdict: 'verified' } })

  const before = await desk.control.polyv()
  const since = await desk.control.lastSeq()
  const id = await changes.start([...paid, same, follower, '99999999'])
  changes.must(await changes.prepare(id, setPrimary(pay('29.90', '同一价'))))
  const view = await changes.planned(id)
  const effects = Object.fromEntries(view.plan.lines.map((line) => [line.channelId, [line.effect, line.cause]]))
  expect(effects).toEqual({
    ...Object.fromEntries(paid.map((one) => [one, ['change', null]])),
    [same]: ['same', null],
    [follower]: ['blocked', 'follows_default'],
    '99999999': ['blocked', 'channel_missing'],
  })
  expect(await desk.writesSince(since), 'a plan writes nothing').toEqual([])

  const submitted = changes.must(await changes.submit(id, view.plan.number))
  expect(changes.must(await changes.submit(id, view.plan.number)), 'twice is once').toEqual(submitted)
  const verdicts = await changes.verdicts(submitted.operationId)
  for (const one of paid) expect(verdicts[one]).toMatchObject({ verdict: 'verified' })
  expect(verdicts[same]).toMatchObject({ verdict: 'skipped' })
  expect(verdicts[follower]).toMatchObject({ verdict: 'blocked', plan_cause: 'follows_default' })

  const after = await desk.control.polyv()
  const written = (await desk.writesSince(since)).map((entry) => entry.query.channelId).sort()
  expect(written).toEqual([...paid].sort())
  for (const one of after.channels) {
    const was = before.channels.find((former) => former.channelId === one.channelId)
    if (!paid.includes(one.channelId)) expect(one).toEqual(was)
    else {
      expect(field(one, 'price')).toBe(29.9)
      expect(one.ranks[2]).toEqual(was?.ranks[2])
    }
  }
  expect(after.global).toEqual(before.global)
})

it('refuses a channel that changed since the plan and goes on with the others; the rest is tried again as a child', async () => {
  const [moved = '', steady = ''] = await take(2, alone)
  const id = await changes.start([moved, steady])
  changes.must(await changes.prepare(id, setPrimary(pay('31.00'))))
  const { plan } = await changes.planned(id)
  const outside = await desk.load(moved)
  await desk.settled(await desk.save(outside, (form) => Object.assign(form.primary.drafts.pay, { price: '66.00' })))
  const submitted = changes.must(await changes.submit(id, plan.number))
  const verdicts = await changes.verdicts(submitted.operationId)
  expect(verdicts[moved]).toMatchObject({ verdict: 'failed', code: 'stale_base' })
  expect(verdicts[steady]).toMatchObject({ verdict: 'verified' })
  expect(field(await desk.stored(moved), 'price')).toBe(66)

  const { retryChange } = await import('@/lib/channels/apply-start')
  const again = changes.must(await retryChange.run({ operationId: submitted.operationId }, desk.context)).changeId
  const { replanApply } = await import('@/lib/channels/apply-prepare')
  changes.must(await replanApply.run({ changeId: again }, desk.context))
  const view = await changes.planned(again)
  expect(view.plan.lines.map((line) => line.channelId)).toEqual([moved])
  const child = changes.must(await changes.submit(again, view.plan.number))
  expect(await changes.verdicts(child.operationId)).toMatchObject({ [moved]: { verdict: 'verified' } })
  const [row] = await desk.sql('select parent_id from operation where id = $1', [child.operationId])
  expect(row).toEqual({ parent_id: submitted.operationId })
})

it('keeps an answer that never came unknown until it is read, beside one that was refused', async () => {
  const [unsure = '', refused = '', fine = ''] = await take(3, alone)
  const at = (channelId: string) => ({ path: WRITE_PATH, times: 1, queryIncludes: `channelId=${channelId}` })
  await desk.control.fault({ kind: 'apply_then_hang', ...at(unsure) })
  await desk.control.fault({ kind: 'errcode', code: 400, message: 'param validate error', ...at(refused) })
  const id = await changes.start([unsure, refused, fine])
  changes.must(await changes.prepare(id, setPrimary(pay('32.00'))))
  const { plan } = await changes.planned(id)
  const submitted = changes.must(await changes.submit(id, plan.number))
  const verdicts = await changes.verdicts(submitted.operationId)
  expect(verdicts[unsure]).toMatchObject({ verdict: 'verified' })
  expect(verdicts[refused]).toMatchObject({ verdict: 'failed', code: '400' })
  expect(verdicts[fine]).toMatchObject({ verdict: 'verified' })
  for (const one of [unsure, fine]) expect(field(await desk.stored(one), 'price')).toBe(32)
  expect(field(await desk.stored(refused), 'price')).not.toBe(32)
})

it('fills a variable in for each channel, and never keeps or shows a code in the clear', async () => {
  const [one = '', two = ''] = await take(2, alone)
  const id = await changes.start([one, two])
  const content = setPrimary(settings('code', { hint: '进群领取' }), ['primary.authCode'])
  const missing = await changes.prepare(id, content, { own: { [one]: { 'primary.authCode': 'aa11bb' } } })
  expect(missing).toMatchObject({ ok: false, fieldErrors: { 'shared.primary.authCode': 'required' } })
  const wrong = await changes.prepare(id, content, {
    shared: { 'primary.authCode': 'cc22dd' },
    own: { [one]: { 'primary.authCode': '九位以上的验证码' } },
  })
  expect(wrong).toMatchObject({ ok: false, fieldErrors: { [`own.${one}.primary.authCode`]: 'codeCharacters' } })
  changes.must(
    await changes.prepare(id, content, {
      shared: { 'primary.authCode': 'cc22dd' },
      own: { [one]: { 'primary.authCode': 'aa11bb' } },
    }),
  )
  const view = await changes.planned(id)
  const submitted = changes.must(await changes.submit(id, view.plan.number))
  await changes.verdicts(submitted.operationId)
  expect(field(await desk.stored(one), 'authCode')).toBe('aa11bb')
  expect(field(await desk.stored(two), 'authCode')).toBe('cc22dd')
  for (const table of [
    'channel_change',
    'channel_change_item',
    'operation',
    'operation_item',
    'operation_call',
    'audit_event',
  ]) {
    const [found] = await desk.sql(`select count(*)::int as count from ${table} row where row::text ~ 'aa11bb|cc22dd'`)
    expect(found, table).toEqual({ count: 0 })
  }
  expect(JSON.stringify(view)).not.toMatch(/aa11bb|cc22dd/)
})

it('blocks a whitelist nobody is on, a type of the other door and a change that is none', async () => {
  const [double = ''] = await take(
    1,
    (one) =>
      isOwn(one) && one.ranks[1].authType !== 'info' && one.ranks[2].enabled === 'Y' && one.ranks[2].authType === 'pay',
  )
  const [plain = ''] = await take(1, alone)
  const id = await changes.start([double, plain])
  changes.must(await changes.prepare(id, setPrimary(pay('33.00'))))
  const twice = await changes.planned(id)
  expect(twice.plan.lines.find((line) => line.channelId === double)).toMatchObject({
    effect: 'blocked',
    cause: 'same_type',
  })
  changes.must(await changes.prepare(id, setPrimary(settings('phone', { title: '请输入手机号' }))))
  const empty = await changes.planned(id)
  expect(empty.plan.lines.find((line) => line.channelId === plain)).toMatchObject({
    effect: 'blocked',
    cause: 'whitelist_empty',
  })
  expect(await changes.prepare(id, keepBoth)).toMatchObject({ ok: false, fieldErrors: { change: 'nothingChosen' } })
  expect(await changes.prepare(id, setPrimary(pay('0.001')))).toMatchObject({
    ok: false,
    fieldErrors: { 'primary.drafts.pay.price': 'priceDecimals' },
  })
})

it('is the owner’s alone, and an old plan is not taken', async () => {
  const [one = ''] = await take(1, alone)
  const id = await changes.start([one])
  changes.must(await changes.prepare(id, setPrimary(pay('34.00'))))
  const { plan } = await changes.planned(id)
  const { submitApply } = await import('@/lib/channels/apply-submit')
  const stranger = { ...desk.context, actor: { ...desk.context.actor, id: 'p2' } }
  const input = { changeId: id, plan: plan.number, reason: '不是我的' }
  expect(await submitApply.run(input, stranger)).toMatchObject({ ok: false, code: 'not_found' })
  await desk.sql(`update channel_change set planned_at = now() - interval '31 minutes' where id = $1`, [id])
  expect(await changes.submit(id, plan.number)).toMatchObject({ ok: false, code: 'stale_base' })
})
