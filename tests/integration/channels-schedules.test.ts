import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { formatDateTime } from '@/lib/format'
import { openChanges, pay, setPrimary, settings } from './channel-changes'
import { type ChannelDesk, field, isOwn, openChannelDesk } from './channel-desk'

let desk: ChannelDesk
let changes: Awaited<ReturnType<typeof openChanges>>
let one: string
let other: string

beforeAll(async () => {
  desk = await openChannelDesk()
  changes = await openChanges(desk)
  const own = (await desk.control.polyv()).channels.filter(
    (channel) => isOwn(channel) && channel.ranks[1].authType === 'pay' && channel.ranks[2].enabled !== 'Y',
  )
  one = own[0]?.channelId ?? ''
  other = own[1]?.channelId ?? ''
  expect(other).not.toBe('')
})
afterAll(async () => desk.close())
beforeEach(async () => {
  await desk.sql(`insert into "user" (id, name, email, role) values ('p1', '运营乙', 'p1@example.cn', 'manager')
    on conflict (id) do update set role = 'manager', banned = false`)
  await desk.sql('update connection set closed_at = null, closed_reason = null')
})

const inTwoHours = () => formatDateTime(new Date(Date.now() + 2 * 3_600_000))

async function schedule(price: string, ifMoved: 'refuse' | 'apply' = 'refuse', channels = [one, other]) {
  const { scheduleChange } = await import('@/lib/channels/schedule-writes')
  const changeId = await changes.start(channels)
  changes.must(await changes.prepare(changeId, setPrimary(pay(price))))
  const view = await changes.planned(changeId)
  const input = { changeId, plan: view.plan.number, dueAt: inTwoHours(), reason: '晚场转付费', ifMoved }
  return { changeId, plan: view.plan.number, id: changes.must(await scheduleChange.run(input, desk.context)).id }
}

/** As the clock would, `late` minutes after its time. */
async function comeDue(id: string, late = 0): Promise<void> {
  await desk.sql(`update channel_schedule set due_at = clock_timestamp() - $2 * interval '1 minute' where id = $1`, [
    id,
    late,
  ])
}

const stateOf = async (id: string) => {
  const [row] = await desk.sql<{ state: string; cause: string | null; operation_id: string | null }>(
    'select state, cause, operation_id from channel_schedule where id = $1',
    [id],
  )
  return row
}
const run = async (scheduleId: string | null = null) =>
  (await import('@/lib/channels/schedule-run')).runSchedules({ scheduleId })
const events = async (id: string) =>
  (
    await desk.sql<{ action: string }>(
      `select action from audit_event where target_id = $1 order by occurred_at, seq`,
      [id],
    )
  ).map((event) => event.action)

describe('a change at a set time', () => {
  it('waits for it, then is submitted once by two workers, as the person and with the reason', async () => {
    const { id, changeId, plan } = await schedule('41.00')
    await run()
    expect(await stateOf(id)).toMatchObject({ state: 'waiting' })
    expect(await changes.submit(changeId, plan), 'nobody else may submit it meanwhile').toMatchObject({
      code: 'conflict',
    })
    await comeDue(id)
    await Promise.all([run(), run(id), run()])
    const after = await stateOf(id)
    expect(after).toMatchObject({ state: 'ran', cause: null })
    const verdicts = await changes.verdicts(String(after?.operation_id))
    expect(verdicts[one]).toMatchObject({ verdict: 'verified' })
    expect(field(await desk.stored(other), 'price')).toBe(41)
    const operations = await desk.sql(
      `select actor_id, reason, summary->>'scheduleId' as schedule from operation where request_key = $1`,
      [changeId],
    )
    expect(operations).toEqual([{ actor_id: 'p1', reason: '晚场转付费', schedule: id }])
    expect(await events(id)).toEqual(['channel.schedule.add', 'channel.schedule.run'])
  })

  it('leaves out a channel that is no longer as it was seen, unless it was told to apply anyway', async () => {
    const careful = await schedule('42.00')
    const bold = await schedule('43.00', 'apply', [one])
    const outside = await desk.load(one)
    await desk.settled(await desk.save(outside, (form) => Object.assign(form.primary.drafts.pay, { price: '77.00' })))
    await comeDue(careful.id)
    await run(careful.id)
    const ran = await stateOf(careful.id)
    expect(ran).toMatchObject({ state: 'ran' })
    const verdicts = await changes.verdicts(String(ran?.operation_id))
    expect(verdicts[one]).toMatchObject({ verdict: 'blocked', plan_cause: 'moved' })
    expect(verdicts[other]).toMatchObject({ verdict: 'verified' })
    expect(field(await desk.stored(one), 'price')).toBe(77)
    await comeDue(bold.id)
    await run(bold.id)
    const forced = await stateOf(bold.id)
    expect(await changes.verdicts(String(forced?.operation_id))).toMatchObject({ [one]: { verdict: 'verified' } })
    expect(field(await desk.stored(one), 'price')).toBe(43)
  })

  it.each([
    [9, 'ran'],
    [11, 'missed'],
  ])('%i minutes late it is %s, never silently late', async (late, state) => {
    const { id } = await schedule(late === 9 ? '44.00' : '45.00')
    await comeDue(id, late)
    await run()
    const settled = await stateOf(id)
    expect(settled?.state).toBe(state)
    expect(settled?.operation_id === null).toBe(state === 'missed')
    if (settled?.operation_id) await changes.verdicts(settled.operation_id)
    expect((await events(id)).at(-1)).toBe(state === 'ran' ? 'channel.schedule.run' : 'channel.schedule.miss')
  })

  it('does nothing for a person who may no longer, on a closed account, or once it was cancelled', async () => {
    const { cancelSchedule, updateSchedule } = await import('@/lib/channels/schedule-writes')
    const since = await desk.control.lastSeq()
    const lost = await schedule('46.00')
    await desk.sql(`update "user" set role = 'support' where id = 'p1'`)
    await comeDue(lost.id)
    await run(lost.id)
    expect(await stateOf(lost.id)).toMatchObject({ state: 'refused', cause: 'permission_lost', operation_id: null })
    await desk.sql(`update "user" set role = 'manager' where id = 'p1'`)

    const shut = await schedule('46.00')
    await desk.sql(`update connection set closed_at = now(), closed_reason = 'default_touched' where id = $1`, [
      desk.connectionId,
    ])
    await comeDue(shut.id)
    await run(shut.id)
    expect(await stateOf(shut.id)).toMatchObject({ state: 'refused', cause: 'connection_closed' })
    await desk.sql('update connection set closed_at = null, closed_reason = null')

    const dropped = await schedule('46.00')
    changes.must(await cancelSchedule.run({ id: dropped.id, version: 1 }, desk.context))
    await comeDue(dropped.id)
    await run()
    expect(await stateOf(dropped.id)).toMatchObject({ state: 'cancelled', operation_id: null })
    const late = { id: dropped.id, version: 2, dueAt: inTwoHours(), reason: '改时间', ifMoved: 'refuse' as const }
    expect(await updateSchedule.run(late, desk.context)).toMatchObject({ ok: false, code: 'conflict' })
    expect(await desk.writesSince(since)).toEqual([])
  })

  it('tells its owner alone when it was missed or refused, until they put that away', async () => {
    const { dismissScheduleNotices, listScheduleNotices } = await import('@/lib/channels/schedule-notices')
    const dismiss = (scheduleIds: string[], userId: string) =>
      dismissScheduleNotices.run(
        { scheduleIds },
        { ...desk.context, session: { user: { id: userId } } as typeof desk.context.session },
      )
    await dismiss(
      (await listScheduleNotices('p1')).map((notice) => notice.id),
      'p1',
    )
    const [late, fine] = [await schedule('48.00'), await schedule('49.00', 'refuse', [other])]
    await comeDue(late.id, 11)
    await comeDue(fine.id)
    await run()
    expect(await listScheduleNotices('p1')).toMatchObject([
      { id: late.id, state: 'missed', cause: null, channels: 2, firstName: expect.any(String) },
    ])
    expect(await listScheduleNotices('p2')).toEqual([])
    await dismiss([late.id], 'p2')
    expect(await listScheduleNotices('p1')).toHaveLength(1)
    await dismiss([late.id], 'p1')
    expect(await listScheduleNotices('p1')).toEqual([])
  })

  it('is taken up again after its worker died, and what that one had submitted is not submitted twice', async () => {
    const { id, changeId } = await schedule('47.00')
    await comeDue(id)
    await run(id)
    const first = await stateOf(id)
    await desk.sql(
      `update channel_schedule set state = 'running', operation_id = null, settled_at = null,
      claimed_at = clock_timestamp() - interval '1 minute', due_at = clock_timestamp() - interval '30 minutes' where id = $1`,
      [id],
    )
    await run()
    expect(await stateOf(id)).toEqual(first)
    expect(await desk.sql('select 1 from operation where request_key = $1', [changeId])).toHaveLength(1)
  })
})

describe('a schedule that still waits', () => {
  const editing = async (id: string, version: number) =>
    (await import('@/lib/channels/schedule-writes')).editScheduled.run({ id, version }, desk.context)
  const replace = async (id: string, version: number, changeId: string) => {
    const { rescheduleChange } = await import('@/lib/channels/schedule-writes')
    const plan = (await changes.planned(changeId)).plan.number
    const input = { id, version, changeId, plan, dueAt: inTwoHours(), reason: '改成门票价', ifMoved: 'refuse' as const }
    return rescheduleChange.run(input, desk.context)
  }

  it('takes another content as its next version, tells both, and does only what stands last', async () => {
    const { id } = await schedule('51.00')
    const { changeId } = changes.must(await editing(id, 1))
    changes.must(await changes.prepare(changeId, setPrimary(settings('code', { authCode: 'kk88mm', hint: '口令' }))))
    const planned = await changes.planned(changeId)
    expect(
      await changes.submit(changeId, planned.plan.number),
      'it takes a place, and goes nowhere else',
    ).toMatchObject({
      code: 'conflict',
    })
    changes.must(await replace(id, 1, changeId))
    await comeDue(id)
    await run(id)
    const ran = await stateOf(id)
    expect(ran).toMatchObject({ state: 'ran' })
    expect(await changes.verdicts(String(ran?.operation_id))).toMatchObject({ [one]: { verdict: 'verified' } })
    expect(field(await desk.stored(one), 'authCode')).toBe('kk88mm')
    const [event] = await desk.sql<{ before: object; after: object }>(
      `select before, after from audit_event where target_id = $1 and action = 'channel.schedule.update'`,
      [id],
    )
    expect(event?.before).toMatchObject({
      reason: '晚场转付费',
      primary: { type: 'pay', settings: { price: '51.00' } },
    })
    expect(event?.after).toMatchObject({
      reason: '改成门票价',
      channels: [one, other],
      primary: { type: 'code', settings: { hint: '口令', authCode: { secret: 'set' } } },
    })
    expect(JSON.stringify(event)).not.toContain('kk88mm')
  })

  it('is not changed by whoever saw an older version, nor once it has begun', async () => {
    const { updateSchedule, hastenSchedule, cancelSchedule } = await import('@/lib/channels/schedule-writes')
    const { id } = await schedule('52.00')
    const { changeId } = changes.must(await editing(id, 1))
    changes.must(await changes.prepare(changeId, setPrimary(pay('53.00'))))
    await changes.planned(changeId)
    const later = { id, dueAt: inTwoHours(), reason: '晚一点', ifMoved: 'apply' as const }
    changes.must(await updateSchedule.run({ ...later, version: 1 }, desk.context))
    const changed = { ok: false, code: 'conflict', detail: { schedule: 'changed' } }
    expect(await replace(id, 1, changeId)).toMatchObject(changed)
    expect(await updateSchedule.run({ ...later, version: 1 }, desk.context)).toMatchObject(changed)
    expect(await hastenSchedule.run({ id, version: 1 }, desk.context)).toMatchObject(changed)
    expect(await cancelSchedule.run({ id, version: 1 }, desk.context)).toMatchObject(changed)
    expect(await editing(id, 1)).toMatchObject(changed)
    await desk.sql(`update channel_schedule set state = 'running', claimed_at = clock_timestamp() where id = $1`, [id])
    const begun = { ok: false, code: 'conflict', detail: { schedule: 'begun' } }
    expect(await replace(id, 2, changeId)).toMatchObject(begun)
    expect(await editing(id, 2)).toMatchObject(begun)
    expect(await updateSchedule.run({ ...later, version: 2 }, desk.context)).toMatchObject(begun)
    await desk.sql(`update channel_schedule set state = 'cancelled', settled_at = clock_timestamp() where id = $1`, [
      id,
    ])
  })
})

describe('a template', () => {
  it('keeps its code encrypted and unseen, hands it to a change, and keeps it when nothing is typed', async () => {
    const { addTemplate, updateTemplate, duplicateTemplate } = await import('@/lib/channels/template-writes')
    const { takeTemplate } = await import('@/lib/channels/template-take')
    const { getTemplate } = await import('@/lib/channels/template-store')
    const { getChange } = await import('@/lib/channels/apply-store')
    const content = setPrimary(settings('code', { authCode: 'zq77xx', hint: '进群领取' }))
    const { id } = changes.must(await addTemplate.run({ name: '会员夜', note: '', content }, desk.context))
    expect(await addTemplate.run({ name: '会员夜', note: '', content }, desk.context)).toMatchObject({
      fieldErrors: { name: 'nameTaken' },
    })
    const view = await getTemplate(id)
    expect(view?.content.secrets).toEqual(['primary.authCode'])
    const untyped = setPrimary(settings('code', { hint: '扫码领取' }))
    changes.must(
      await updateTemplate.run({ id, version: 1, name: '会员夜场', note: '', content: untyped }, desk.context),
    )
    const copy = changes.must(await duplicateTemplate.run({ id, name: '会员夜场 副本' }, desk.context))
    const changeId = await changes.start([one])
    changes.must(await takeTemplate.run({ changeId, templateId: copy.id }, desk.context))
    const taken = await getChange(changeId)
    changes.must(await changes.prepare(changeId, setPrimary(settings('code', { hint: '扫码领取' }))))
    const planned = await changes.planned(changeId)
    const submitted = changes.must(await changes.submit(changeId, planned.plan.number))
    await changes.verdicts(submitted.operationId)
    expect(field(await desk.stored(one), 'authCode')).toBe('zq77xx')
    for (const shown of [view, await getTemplate(copy.id), taken, planned])
      expect(JSON.stringify(shown)).not.toContain('zq77xx')
    for (const table of [
      'condition_template',
      'channel_change',
      'channel_change_item',
      'operation_item',
      'audit_event',
    ]) {
      const [found] = await desk.sql(`select count(*)::int as count from ${table} row where row::text like '%zq77xx%'`)
      expect(found, table).toEqual({ count: 0 })
    }
  })
})
