import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hasType } from './channel-desk'
import { desk, driftsOf, fresh, openOn, openSweptDesk, outside, sourcesOf, sweep } from './channel-drift-desk'

openSweptDesk()

/** Restores what was known before the open difference, as the preview would. */
const restore = async (channelId: string) => {
  const drift = await openOn(channelId)
  if (!drift) throw new Error('no open difference')
  return rollBack(channelId, drift.knownNumber)
}
const rollBack = async (channelId: string, version: number, base?: string) => {
  const { restoreConditions } = await import('@/lib/channels/restore-conditions')
  const input = {
    connectionId: desk.connectionId,
    channelId,
    requestKey: randomUUID(),
    version,
    base: base ?? (await desk.load(channelId)).fingerprint,
    reason: '回到旧版本',
  }
  return restoreConditions.run(input, desk.context)
}

describe('settling a difference', () => {
  it('adopts it with a reason, once, and it is what we know from then on', async () => {
    const channelId = await fresh('pay')
    await outside(channelId, { price: 55 })
    await sweep()
    const drift = await openOn(channelId)
    const { adoptChannelDrift } = await import('@/lib/channels/adopt-channel-drift')
    const input = { connectionId: desk.connectionId, driftIds: [drift?.id ?? ''], reason: '运营在后台改价，已确认' }
    expect(await adoptChannelDrift.run(input, desk.context)).toMatchObject({ ok: true, data: { adopted: 1, left: 0 } })
    expect(await adoptChannelDrift.run(input, desk.context)).toMatchObject({ ok: true, data: { adopted: 0, left: 1 } })
    const events = await desk.sql<{ reason: string }>(
      `select reason from audit_event where action = 'channel.adopt' and target_id = $1`,
      [channelId],
    )
    expect(events.map(({ reason }) => reason)).toEqual([input.reason])
    expect((await sweep()).found).toBe(0)
    expect(await sourcesOf(channelId)).toEqual(['first_read', 'adopted'])
    await outside(channelId, { price: 56 })
    await sweep()
    expect((await driftsOf(channelId)).map((row) => row.known_number)).toEqual([1, 2])
  })

  it('leaves the account default to whoever may write it', async () => {
    await outside(null, { enabled: 'Y', authType: 'pay', payAuthTips: '后台改的默认', price: 3 })
    await sweep()
    const drift = await openOn('default')
    expect(drift?.channelId).toBe('default')
    const { adoptChannelDrift } = await import('@/lib/channels/adopt-channel-drift')
    const input = { connectionId: desk.connectionId, driftIds: [drift?.id ?? ''], reason: '后台已确认' }
    expect(await adoptChannelDrift.run(input, desk.context)).toMatchObject({ data: { adopted: 0, left: 1 } })
    const admin = { ...desk.context, actor: { ...desk.context.actor, role: 'admin' } }
    expect(await adoptChannelDrift.run(input, admin)).toMatchObject({ data: { adopted: 1, left: 0 } })
    expect(await openOn('default')).toBeUndefined()
  })

  it('restores the state before it, the secret code included, as the upstream had it', async () => {
    const channelId = await fresh('code')
    const before = (await desk.stored(channelId)).ranks
    await outside(channelId, { authType: 'public', authCode: 'Theirs99', qcodeTips: '后台提示' })
    await sweep()
    const item = await desk.settled(await restore(channelId))
    expect(item.verdict).toBe('verified')
    expect(JSON.stringify(item.intent)).not.toContain(String(before[1].authCode))
    const after = (await desk.stored(channelId)).ranks
    for (const name of ['enabled', 'authType', 'authCode', 'qcodeTips'])
      expect(after[1][name] ?? '').toEqual(before[1][name] ?? '')
    expect((await driftsOf(channelId)).map((row) => row.resolution)).toEqual(['operation'])
    expect(await sourcesOf(channelId)).toEqual(['first_read', 'outside', 'rollback'])
    const [version] = await desk.sql<{ restored_number: number }>(
      'select restored_number from condition_version where channel_id = $1 order by number desc limit 1',
      [channelId],
    )
    expect(version?.restored_number).toBe(1)
    expect((await sweep()).found).toBe(0)
  })
})

describe('rolling back', () => {
  it.each([
    ['custom', 'customKey', 'NewKey12'],
    ['external', 'externalKey', 'NewKey34'],
    ['direct', 'directKey', 'NewKey56'],
  ])('brings the former key of %s back', async (type, name, changed) => {
    const channelId = type === 'direct' ? await desk.find(hasType(type)) : await fresh(type)
    await outside(channelId, {
      authType: type,
      enabled: 'Y',
      directKey: 'Former01',
      ...(type === 'direct' ? {} : { directKey: null }),
    })
    const loaded = await desk.load(channelId)
    const former = (await desk.stored(channelId)).ranks[1][name]
    const version = loaded.version?.number ?? 0
    const saved = await desk.settled(
      await desk.save(loaded, (form) => {
        Object.assign(form.primary.drafts[type as 'direct'], { [name]: changed })
      }),
    )
    expect(saved.verdict).toBe('verified')
    expect((await desk.stored(channelId)).ranks[1][name]).toBe(changed)
    expect((await desk.settled(await rollBack(channelId, version))).verdict).toBe('verified')
    expect((await desk.stored(channelId)).ranks[1][name]).toBe(former)
  })

  it('sends nothing when the channel moved since the preview, or is that version already, or the version is unknown', async () => {
    const channelId = await fresh('phone')
    const loaded = await desk.load(channelId)
    await outside(channelId, { authTips: '预览之后改的' })
    const since = await desk.control.lastSeq()
    expect(await rollBack(channelId, 1, loaded.fingerprint)).toMatchObject({ ok: false, code: 'stale_base' })
    expect(await openOn(channelId)).toBeDefined()
    expect(await rollBack(channelId, 2)).toMatchObject({ ok: false, fieldErrors: { version: 'nothingToRestore' } })
    expect(await rollBack(channelId, 99)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await desk.writesSince(since)).toEqual([])
  })
})

describe('restoring several channels at one time', () => {
  const changed = async (type: string, fields: Record<string, unknown>) => {
    const channelId = await fresh(type)
    const before = (await desk.stored(channelId)).ranks
    await outside(channelId, fields)
    return { channelId, before }
  }
  const preview = async (channelIds: readonly string[]) => {
    const drifts = await Promise.all(channelIds.map(openOn))
    const { previewRestores } = await import('@/lib/channels/preview-restores')
    return previewRestores(
      desk.connectionId,
      drifts.map((drift) => drift?.id ?? ''),
    )
  }
  const submit = async (lines: Awaited<ReturnType<typeof preview>>) => {
    const { restoreDrifts } = await import('@/lib/channels/restore-drifts')
    const channels = lines.map(({ channelId, version, rollback }) => ({
      channelId,
      version,
      base: rollback?.base ?? '',
    }))
    const { connectionId } = desk
    return restoreDrifts.run({ connectionId, requestKey: randomUUID(), channels, reason: '一并恢复' }, desk.context)
  }

  it('is one operation with a row a channel, each read back, its changes told, its difference closed', async () => {
    const one = await changed('pay', { price: 77, payAuthTips: '后台改的' })
    const other = await changed('code', { qcodeTips: '后台改的提示', authCode: 'Theirs77' })
    await sweep()
    const lines = await preview([one.channelId, other.channelId])
    expect(lines.map((line) => line.rollback?.isReady)).toEqual([true, true])
    const result = await submit(lines)
    expect((await desk.settled(result)).operationVerdict).toBe('verified')
    for (const { channelId, before } of [one, other]) {
      const now = (await desk.stored(channelId)).ranks[1]
      for (const name of ['price', 'payAuthTips', 'authCode', 'qcodeTips'])
        expect(now[name] ?? '').toEqual(before[1][name] ?? '')
      expect((await driftsOf(channelId)).map((row) => row.resolution)).toEqual(['operation'])
    }
    const items = await desk.sql<{ id: string; target_id: string }>(
      'select id, target_id from operation_item where operation_id = $1',
      [result.ok ? result.data.operationId : ''],
    )
    expect(items).toHaveLength(2)
    const { listSentChanges } = await import('@/lib/channels/sent-changes')
    const told = await listSentChanges(items.map((item) => item.id))
    const ofOther = told.get(items.find((item) => item.target_id === other.channelId)?.id ?? '')
    expect(ofOther?.before).toMatchObject({ primary: { settings: { hint: '后台改的提示' } } })
    expect(ofOther?.sent).toMatchObject({ primary: { type: 'code', settings: { authCode: { secret: 'set' } } } })
    expect(JSON.stringify([...told])).not.toContain(String(other.before[1].authCode))
  })

  it('sends nothing at all when one of them changed again since it was shown', async () => {
    const one = await changed('pay', { price: 78 })
    const other = await changed('info', { infoAuthTips: '后台改的' })
    await sweep()
    const lines = await preview([one.channelId, other.channelId])
    await outside(other.channelId, { infoAuthTips: '又改了一次' })
    const since = await desk.control.lastSeq()
    expect(await submit(lines)).toMatchObject({ ok: false, code: 'stale_base' })
    expect(await desk.writesSince(since)).toEqual([])
    expect(await openOn(one.channelId)).toBeDefined()
  })
})

describe('the list of versions', () => {
  it('tells of each version where it came from and what it changed', async () => {
    const { listVersions } = await import('@/lib/channels/list-versions')
    const [row] = await desk.sql<{ channel_id: string }>(
      `select channel_id from condition_version where source = 'rollback' and restored_number = 1
        order by created_at limit 1`,
    )
    const channelId = row?.channel_id ?? ''
    const all = await listVersions(desk.connectionId, channelId, { source: null, before: null })
    expect(all.rows.map(({ number }) => number)).toEqual([3, 2, 1])
    expect(all.rows[0]).toMatchObject({ source: 'rollback', restoredNumber: 1, receipt: { reason: '回到旧版本' } })
    expect(all.rows[2]?.changes).toBeNull()
    expect(all.rows[1]?.changes?.map(({ path }) => path)).toContain('type')
    const outside = await listVersions(desk.connectionId, channelId, { source: 'outside', before: null })
    expect(outside.rows.map(({ number }) => number)).toEqual([2])
    expect((await listVersions(desk.connectionId, channelId, { source: null, before: 2 })).rows).toHaveLength(1)
  })
})
