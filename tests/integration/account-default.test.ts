import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ConditionsForm, toSubmission } from '@/lib/channels/form-schema'
import { type ChannelDesk, hasType, isOwn, openChannelDesk, type StoredChannel } from './channel-desk'

let desk: ChannelDesk

beforeAll(async () => {
  desk = await openChannelDesk()
  const { syncChannels } = await import('@/lib/channels/sync-channels')
  await syncChannels(desk.connectionId)
})
afterAll(async () => desk.close())
afterEach(async () => {
  await desk.control.clearFaults()
  await desk.control.switches({ polyvLatencyMs: 0, unfollowCopiesGlobal: false })
  await desk.sql('update connection set closed_at = null, closed_reason = null, closed_detail = null')
})

async function saveDefault(edit: (form: ConditionsForm) => void, confirmation = desk.connection.name) {
  const { updateDefault } = await import('@/lib/channels/update-default')
  const { base, fingerprint } = await desk.load('default')
  const form = structuredClone({ primary: base.primary.form, secondary: base.secondary.form })
  edit(form)
  return updateDefault.run(
    {
      connectionId: desk.connectionId,
      requestKey: randomUUID(),
      base: fingerprint,
      reason: '工单 5530',
      conditions: toSubmission(form, base),
      confirmation,
    },
    desk.context,
  )
}

const saveHint = async (channelId: string, hint: string) =>
  desk.save(await desk.load(channelId), (form) => {
    form.primary.drafts.code.hint = hint
  })

const alarms = () => desk.sql(`select 1 from audit_event where phase = 'panic'`)

describe('the account default', () => {
  it('is written without a channel, read back, and kept as a version of its own; no channel changes', async () => {
    const before = await desk.control.polyv()
    const since = await desk.control.lastSeq()
    const item = await desk.settled(
      await saveDefault((form) => {
        form.primary.drafts.code.hint = '全账号的提示'
      }),
    )
    expect(item).toMatchObject({ verdict: 'verified', operationVerdict: 'verified' })
    const [write, ...others] = await desk.writesSince(since)
    expect(others).toEqual([])
    expect(write?.query.channelId).toBeUndefined()
    const after = await desk.control.polyv()
    expect(after.channels).toEqual(before.channels)
    expect(after.global.ranks).toEqual({
      ...before.global.ranks,
      1: { ...before.global.ranks[1], qcodeTips: '全账号的提示' },
    })
    expect((await desk.load('default')).version).toMatchObject({ source: 'ours' })
  })

  it('is not written for a name typed wrong', async () => {
    const since = await desk.control.lastSeq()
    const refused = await saveDefault((form) => {
      form.primary.drafts.code.hint = '别处'
    }, '汀州')
    expect(refused).toMatchObject({ ok: false, fieldErrors: { confirmation: 'confirmationWrong' } })
    expect(await desk.writesSince(since)).toEqual([])
  })

  it.each(['the default first', 'the channels first'])('waits for channels and they for it: %s', async (order) => {
    const { channels } = await desk.control.polyv()
    const ids = channels
      .filter(hasType('code'))
      .slice(0, 3)
      .map((one) => one.channelId)
    await desk.control.switches({ polyvLatencyMs: 60 })
    const since = await desk.control.lastSeq()
    const text = `${order} ${since}`
    const channelSaves = () => ids.map(async (id) => desk.settled(await saveHint(id, text.slice(0, 20))))
    const defaultSave = async () =>
      desk.settled(
        await saveDefault((form) => {
          form.primary.drafts.code.hint = text.slice(0, 24)
        }),
      )
    const first = order === 'the default first'
    const all = await Promise.all(first ? [defaultSave(), ...channelSaves()] : [...channelSaves(), defaultSave()])
    expect(all.map((item) => item.verdict)).toEqual(all.map(() => 'verified'))
    expect(await alarms()).toEqual([])
    const moves = await desk.sql<{ hold: string; sent_at: Date; settled_at: Date }>(
      `select hold, sent_at, settled_at from operation_item where hold is not null and sent_at is not null`,
    )
    const alone = moves.filter((move) => move.hold === 'exclusive')
    const met = alone.flatMap((own) =>
      moves.filter((other) => other !== own && other.sent_at < own.settled_at && own.sent_at < other.settled_at),
    )
    expect(met).toEqual([])
  })

  it('is prepared for restoring when a channel write landed on it, and comes back while everything else stays shut', async () => {
    const { prepareRestore } = await import('@/lib/channels/default-queries')
    const { restoreDefault } = await import('@/lib/channels/restore-default')
    const before = await desk.control.polyv()
    const channelId = await desk.find((one) => hasType('code')(one) && one.ranks[2].enabled !== 'Y')
    await desk.control.fault({ upstream: 'polyv', path: '/auth/update', kind: 'write_global', times: 1 })
    const loaded = await desk.load(channelId)
    const item = await desk.settled(
      await desk.save(loaded, (form) => {
        form.primary.drafts.code.authCode = 'stray1'
        form.primary.drafts.code.hint = '落错了'
      }),
    )
    expect(item.cause).toBe('default_touched')
    const slip = await prepareRestore(desk.connectionId)
    if (slip === null || slip === 'unreadable') throw new Error('no slip was prepared')
    expect(slip.changes.map((change) => change.path)).toContain('code.authCode')
    expect(JSON.stringify(slip)).not.toContain(String(before.global.ranks[1].authCode))
    expect(await saveHint(channelId, '还不行')).toMatchObject({ ok: false, code: 'connection_closed' })
    const restored = await desk.settled(
      await restoreDefault.run(
        {
          connectionId: desk.connectionId,
          requestKey: randomUUID(),
          version: slip.version,
          base: slip.base,
          reason: '警报后恢复',
        },
        desk.context,
      ),
    )
    expect(restored.verdict).toBe('verified')
    const after = await desk.control.polyv()
    expect(after.channels).toEqual(before.channels)
    expect(after.global.ranks[1]).toMatchObject({
      authCode: before.global.ranks[1].authCode,
      authType: before.global.ranks[1].authType,
      qcodeTips: before.global.ranks[1].qcodeTips,
    })
    expect(after.global.ranks[2]).toMatchObject({ enabled: before.global.ranks[2].enabled })
    expect(await saveHint(channelId, '仍然关着')).toMatchObject({ ok: false, code: 'connection_closed' })
    expect(await prepareRestore(desk.connectionId)).toMatchObject({ changes: [] })
  })
})

describe('following the account default', () => {
  const isOld = (one: object) => (one as { newScene?: boolean }).newScene !== true
  const follower = (more: (one: StoredChannel) => boolean) =>
    desk.find((one) => !isOwn(one) && more(one as StoredChannel))
  const change = async (channelId: string, choice: { follows: boolean; accountDefault?: string }) => {
    const { updateFollows } = await import('@/lib/channels/update-follows')
    const { fingerprint } = await desk.load(channelId)
    const { connectionId } = desk
    const input = { connectionId, channelId, requestKey: randomUUID(), base: fingerprint, reason: '单独设价' }
    return updateFollows.run({ ...input, ...choice }, desk.context)
  }
  const stop = (channelId: string) => change(channelId, { follows: false })
  const preview = async (channelId: string) =>
    (await import('@/lib/channels/preview-follow')).previewFollow(desk.connectionId, channelId)

  it('stops, and nothing else of the channel changes', async () => {
    const channelId = await follower(isOld)
    const before = await desk.stored(channelId)
    expect(await desk.settled(await stop(channelId))).toMatchObject({ verdict: 'verified' })
    expect(await desk.stored(channelId)).toEqual({ ...before, followsGlobal: 'N', writes: before.writes + 1 })
    expect(await stop(channelId)).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('follows again as it was shown, and what the channel itself holds stays', async () => {
    const channelId = await desk.find((one) => isOwn(one) && isOld(one) && one.ranks[1].authType === 'pay')
    const before = await desk.stored(channelId)
    const { changes, accountDefault } = await preview(channelId)
    expect(changes).toContainEqual(
      expect.objectContaining({ rank: 'primary', path: 'type', before: { kind: 'type', type: 'pay' } }),
    )
    expect(await desk.settled(await change(channelId, { follows: true, accountDefault }))).toMatchObject({
      verdict: 'verified',
    })
    expect(await desk.stored(channelId)).toEqual({ ...before, followsGlobal: 'Y', writes: before.writes + 1 })
  })

  it('does not follow an account default that is no longer the one that was shown', async () => {
    const channelId = await desk.find((one) => isOwn(one) && one.ranks[1].authType === 'code')
    const { accountDefault } = await preview(channelId)
    await desk.control.changePolyv({ channelId: null, rank: 1, fields: { authType: 'code', qcodeTips: '刚改过' } })
    const since = await desk.control.lastSeq()
    expect(await change(channelId, { follows: true, accountDefault })).toMatchObject({ code: 'stale_base' })
    expect(await change(channelId, { follows: true })).toMatchObject({ code: 'stale_base' })
    expect(await desk.control.journal({ since, path: 'update-global-enabled' })).toEqual([])
    expect((await desk.stored(channelId)).followsGlobal).toBe('N')
  })

  it('says so when the upstream replaced the conditions on the way', async () => {
    await desk.control.switches({ unfollowCopiesGlobal: true })
    const channelId = await follower(isOld)
    expect(await desk.settled(await stop(channelId))).toMatchObject({
      verdict: 'partial',
      cause: 'conditions_replaced',
    })
  })

  it('is refused where the upstream does not allow it', async () => {
    const channelId = await follower(() => true)
    await desk.control.fault({
      upstream: 'polyv',
      path: 'update-global-enabled',
      kind: 'errcode',
      code: 400,
      message: 'new scene forbidden setting',
      times: 1,
    })
    expect(await desk.settled(await stop(channelId))).toMatchObject({ verdict: 'failed', code: '400' })
    expect((await desk.stored(channelId)).followsGlobal).toBe('Y')
  })
})
