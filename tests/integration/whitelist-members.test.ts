import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openWhitelistDesk, type WhitelistDesk } from '@/tests/integration/whitelist-desk'

let desk: WhitelistDesk
let lib: {
  update: typeof import('@/lib/channels/update-whitelist-entry').updateWhitelistEntry
  remove: typeof import('@/lib/channels/remove-whitelist-entries').removeWhitelistEntries
  clear: typeof import('@/lib/channels/clear-whitelist').clearWhitelist
  reveal: typeof import('@/lib/channels/reveal-whitelist').revealWhitelist
  exportList: typeof import('@/lib/channels/export-whitelist').exportWhitelist
  readPage: typeof import('@/lib/channels/list-whitelist').readWhitelistPage
}

beforeAll(async () => {
  desk = await openWhitelistDesk()
  lib = {
    update: (await import('@/lib/channels/update-whitelist-entry')).updateWhitelistEntry,
    remove: (await import('@/lib/channels/remove-whitelist-entries')).removeWhitelistEntries,
    clear: (await import('@/lib/channels/clear-whitelist')).clearWhitelist,
    reveal: (await import('@/lib/channels/reveal-whitelist')).revealWhitelist,
    exportList: (await import('@/lib/channels/export-whitelist')).exportWhitelist,
    readPage: (await import('@/lib/channels/list-whitelist')).readWhitelistPage,
  }
})
afterAll(async () => desk.close())
afterEach(async () => desk.calm())

const lin = { code: '13800010001', name: '林知夏' }
const zhou = { code: '13800010002', name: '周宁' }
const wu = { code: 'VIP-0118', name: '吴帆' }

describe('reading a list', () => {
  it('gives masked codes only, finds by the whole number, and opens no handle of another list', async () => {
    const place = await desk.chooseList([lin, zhou, wu])
    const page = await lib.readPage({ ...place, page: 1, search: '' })
    expect(page).toMatchObject({ ok: true, data: { page: 1, total: 3 } })
    for (const { code } of [lin, zhou, wu]) expect(JSON.stringify(page)).not.toContain(code)
    expect(await lib.readPage({ ...place, page: 1, search: lin.code })).toMatchObject({
      data: { total: 1, rows: [{ code: '138****0001', name: '林知夏' }] },
    })
    const row = await desk.rowOf(place, lin.code)
    const other = await desk.chooseList([zhou])
    const reason = '工单 9'
    const attempts = [{ ...place, rank: 2 as const }, other]
    for (const list of attempts)
      expect(
        await lib.reveal.run({ ...list, reason, scope: 'one', handles: [row.handle] }, desk.context),
      ).toMatchObject({
        ok: false,
        code: 'not_found',
      })
    expect(await lib.remove.run({ ...desk.write(other), handles: [row.handle] }, desk.context)).toMatchObject({
      code: 'not_found',
    })
  })

  it('tells a failing upstream from an empty list', async () => {
    const place = await desk.chooseList()
    expect(await lib.readPage({ ...place, page: 1, search: '' })).toEqual({
      ok: true,
      data: { page: 1, total: 0, rows: [] },
    })
    await desk.control.fault({ kind: 'http', path: 'auth/get-white-list', times: 10, status: 502 })
    expect(await lib.readPage({ ...place, page: 1, search: '' })).toMatchObject({ code: 'upstream_unreachable' })
  })
})

describe('one member', () => {
  it('is added as it is stored, renamed, given another code and taken off, each read back', async () => {
    const place = await desk.chooseList([zhou])
    const added = await desk.addWhitelistEntry.run(
      { ...desk.write(place), code: '+86 138-0001-0001', name: lin.name },
      desk.context,
    )
    expect(await desk.outcome(added)).toMatchObject({ verdict: 'verified' })
    expect(await desk.listed(place)).toEqual([zhou, lin])

    const row = await desk.rowOf(place, lin.code)
    const renamed = await lib.update.run(
      { ...desk.write(place), handle: row.handle, code: '', name: '林夏' },
      desk.context,
    )
    expect(await desk.outcome(renamed)).toMatchObject({ verdict: 'verified' })
    expect(await desk.listed(place)).toContainEqual({ code: lin.code, name: '林夏' })

    const again = await desk.rowOf(place, lin.code)
    const moved = await lib.update.run(
      { ...desk.write(place), handle: again.handle, code: '13800010009', name: '林夏' },
      desk.context,
    )
    expect(await desk.outcome(moved)).toMatchObject({ verdict: 'verified' })
    expect((await desk.listed(place)).map(({ code }) => code).sort()).toEqual([zhou.code, '13800010009'])

    const last = await desk.rowOf(place, '13800010009')
    const removed = await lib.remove.run({ ...desk.write(place), handles: [last.handle] }, desk.context)
    expect(await desk.outcome(removed)).toMatchObject({ verdict: 'verified' })
    expect(await desk.listed(place)).toEqual([zhou])
  })

  it('is not written over somebody else’s change, nor onto a code that is taken', async () => {
    const place = await desk.chooseList([lin, zhou])
    const row = await desk.rowOf(place, lin.code)
    const since = await desk.control.lastSeq()
    const wish = { handle: row.handle, code: '', name: '林夏' }
    await desk.put(place, [{ ...lin, name: '林大夏' }])
    const changed = await lib.update.run({ ...desk.write(place), ...wish }, desk.context)
    expect(await desk.outcome(changed)).toMatchObject({ verdict: 'failed', items: [{ code: 'entry_changed' }] })
    const fresh = await desk.rowOf(place, lin.code)
    const onto = await lib.update.run(
      { ...desk.write(place), handle: fresh.handle, code: zhou.code, name: '林大夏' },
      desk.context,
    )
    expect(await desk.outcome(onto)).toMatchObject({ verdict: 'failed', items: [{ code: 'already_listed' }] })
    expect(await desk.calls('update-white-list', since)).toEqual([])
    expect(
      await lib.update.run({ ...desk.write(place), handle: fresh.handle, code: '', name: '' }, desk.context),
    ).toMatchObject({
      fieldErrors: { name: 'nameStays' },
    })
  })

  it('ends as the upstream has it, whatever it answers to an unknown or a second one', async () => {
    const place = await desk.chooseList([zhou])
    // Reads lag: the desk does not see what happened meanwhile, and the upstream must decide.
    const add = async () =>
      desk.outcome(await desk.addWhitelistEntry.run({ ...desk.write(place), ...lin }, desk.context))
    await desk.control.switches({ polyvReplicaLagMs: 1_000 })
    await desk.put(place, [{ ...lin, name: '别的' }])
    expect(await add()).toMatchObject({ verdict: 'failed', items: [{ code: '400', cause: 'refused' }] })

    const { other, member } = await desk.seededList()
    const row = await desk.rowOf(other, member.code)
    await desk.control.switches({ whitelistUnknownUpdate: 'ignore' })
    const { removeWhitelistEntry } = await import('@/lib/polyv/whitelist-writes')
    const scope = { kind: 'channel', channelId: other.channelId } as const
    await removeWhitelistEntry({ call: {} as never, connection: desk.connection, scope, rank: other.rank }, member.code)
    const ignored = await lib.update.run(
      { ...desk.write(other), handle: row.handle, code: '', name: '周大宁' },
      desk.context,
    )
    expect(await desk.outcome(ignored)).toMatchObject({ verdict: 'mismatch' })

    await desk.control.switches({ whitelistUnknownDelete: 'error', polyvReplicaLagMs: 0 })
    const gone = await lib.remove.run({ ...desk.write(other), handles: [row.handle] }, desk.context)
    expect(await desk.outcome(gone)).toMatchObject({ verdict: 'verified', items: [{ code: '400' }] })
  })

  it('is overwritten where an account does so, and the receipt says what stands there', async () => {
    const place = await desk.chooseList()
    await desk.control.switches({ whitelistDuplicate: 'overwrite', polyvReplicaLagMs: 600 })
    await desk.put(place, [{ ...lin, name: '别的' }])
    const added = await desk.addWhitelistEntry.run({ ...desk.write(place), ...lin }, desk.context)
    expect(await desk.outcome(added)).toMatchObject({ verdict: 'verified' })
    expect(await desk.listed(place)).toEqual([lin])
  })
})

describe('an answer that never came', () => {
  it.each([
    ['carried out', 'apply_then_hang', 1],
    ['not carried out', 'hang', 2],
  ] as const)('of a removal that was %s is settled by reading', async (_, kind, calls) => {
    const place = await desk.chooseList([lin, zhou])
    const row = await desk.rowOf(place, lin.code)
    const since = await desk.control.lastSeq()
    await desk.control.fault({ kind, path: 'auth/delete-white-list', times: 1 })
    const removed = await lib.remove.run({ ...desk.write(place), handles: [row.handle] }, desk.context)
    expect(await desk.outcome(removed)).toMatchObject({ verdict: 'verified' })
    expect(await desk.listed(place)).toEqual([zhou])
    expect(await desk.calls('delete-white-list', since)).toHaveLength(calls)
  })
})

describe('emptying a list', () => {
  it('wants the number that stands there, takes one call, and leaves nobody', async () => {
    const place = await desk.chooseList([lin, zhou, wu])
    const since = await desk.control.lastSeq()
    expect(await lib.clear.run({ ...desk.write(place), count: 2 }, desk.context)).toMatchObject({
      ok: false,
      code: 'stale_base',
      detail: { count: 3 },
    })
    expect(await desk.calls('delete-white-list', since)).toEqual([])
    expect(await desk.outcome(await lib.clear.run({ ...desk.write(place), count: 3 }, desk.context))).toMatchObject({
      verdict: 'verified',
    })
    expect(await desk.listed(place)).toEqual([])
    const calls = await desk.calls('delete-white-list', since)
    expect(calls.map(({ query }) => [query.isClear, query.rank, query.code])).toEqual([['Y', '1', undefined]])
  })

  it('is not begun while something else works on the list, and holds others off', async () => {
    const place = await desk.chooseList([lin])
    await desk.control.fault({ kind: 'slow', path: 'auth/add-white-list', times: 1, delayMs: 700 })
    const adding = await desk.addWhitelistEntry.run({ ...desk.write(place), ...zhou }, desk.context)
    expect(await lib.clear.run({ ...desk.write(place), count: 1 }, desk.context)).toMatchObject({
      code: 'conflict',
      detail: { cause: 'busy', number: adding.ok ? adding.data.number : 0 },
    })
    await desk.outcome(adding)
    await desk.control.fault({ kind: 'slow', path: 'auth/delete-white-list', times: 1, delayMs: 700 })
    const clearing = await lib.clear.run({ ...desk.write(place), count: 2 }, desk.context)
    expect(await desk.addWhitelistEntry.run({ ...desk.write(place), ...wu }, desk.context)).toMatchObject({
      code: 'conflict',
    })
    expect(await desk.outcome(clearing)).toMatchObject({ verdict: 'verified' })
  })
})

describe('full codes', () => {
  it('and every change are for managers and administrators alone', async () => {
    const { can } = await import('@/lib/auth/permissions')
    const writes = [desk.addWhitelistEntry, lib.update, lib.remove, lib.clear, lib.reveal]
    for (const { permission } of writes)
      expect(['admin', 'manager', 'support'].filter((role) => can(role, permission))).toEqual(['admin', 'manager'])
  })

  it('are shown once it is on record who looked, at how many and why', async () => {
    const place = await desk.chooseList([lin, zhou])
    const rows = [await desk.rowOf(place, lin.code), await desk.rowOf(place, zhou.code)]
    const shown = await lib.reveal.run(
      { ...place, reason: '核对到场名单', scope: 'selection', handles: rows.map(({ handle }) => handle) },
      desk.context,
    )
    expect(shown).toEqual({
      ok: true,
      data: { codes: { [rows[0]?.key ?? '']: lin.code, [rows[1]?.key ?? '']: zhou.code } },
    })
    const [event] = await desk.sql<{ event: unknown; text: string }>(
      `select jsonb_build_object('phase', phase, 'actor', actor_id, 'reason', reason, 'members', detail->'members', 'rank', detail->'rank') as event,
              audit_event::text as text from audit_event where action = 'channel.whitelist.reveal' order by seq desc limit 1`,
    )
    expect(event?.event).toEqual({ phase: 'read', actor: 'p1', reason: '核对到场名单', members: 2, rank: 1 })
    expect(event?.text).not.toMatch(/1380001000/)
  })

  it('leave in a file for whoever may see them, with a reason; masked for the others', async () => {
    const place = await desk.chooseList([lin, { code: '=1+1', name: '-2' }])
    const asked = { ...place, format: 'csv' as const, isFull: true, reason: '交给会务' }
    const asRole = (role: string) =>
      ({ ...desk.context, actor: { ...desk.context.actor, role }, session: { user: { role } } }) as never
    const textOf = async (answer: unknown) => (answer instanceof Response ? answer.text() : JSON.stringify(answer))

    const full = await textOf(await lib.exportList(asked, ['会员码', '备注名'], asRole('manager')))
    expect(full).toContain(lin.code)
    expect(full).toContain("'=1+1,'-2")
    const masked = await textOf(
      await lib.exportList({ ...asked, isFull: false, reason: '' }, ['会员码', '备注名'], asRole('support')),
    )
    expect(masked).toContain('138****0001')
    expect(masked).not.toContain(lin.code)
    expect(await lib.exportList({ ...asked, reason: '' }, [], asRole('manager'))).toMatchObject({
      fieldErrors: { reason: 'reasonRequired' },
    })
    expect(await lib.exportList(asked, [], asRole('support'))).toMatchObject({ code: 'forbidden' })
    const events = await desk.sql<{ outcome: string; codes: string | null }>(
      `select outcome, detail->>'codes' as codes from audit_event where action = 'channel.whitelist.export' order by seq`,
    )
    expect(events).toEqual([
      { outcome: 'succeeded', codes: 'full' },
      { outcome: 'succeeded', codes: 'masked' },
      { outcome: 'denied', codes: null },
    ])
  })

  it('stand nowhere in what is kept, not even where the upstream repeats them', async () => {
    const place = await desk.chooseList()
    const canary = { code: '17655443322', name: '赵金雀' }
    await desk.control.fault({
      kind: 'errcode',
      path: 'auth/add-white-list',
      times: 1,
      code: 400,
      message: `duplicate member ${canary.code} ${canary.name}号`,
    })
    const refused = await desk.addWhitelistEntry.run({ ...desk.write(place), ...canary }, desk.context)
    expect(await desk.outcome(refused)).toMatchObject({ verdict: 'failed' })
    const added = await desk.addWhitelistEntry.run(
      { ...desk.write(place), requestKey: randomUUID(), ...canary },
      desk.context,
    )
    expect(await desk.outcome(added)).toMatchObject({ verdict: 'verified' })
    const row = await desk.rowOf(place, canary.code)
    await desk.outcome(await lib.remove.run({ ...desk.write(place), handles: [row.handle] }, desk.context))
    expect(await desk.keeps('176****3322')).toEqual(['operation', 'operation_item', 'audit_event'])
    expect(await desk.keeps(canary.code)).toEqual([])
    expect(await desk.keeps(canary.name)).toEqual([])
    expect(await desk.keeps(Buffer.from(canary.code).toString('base64').slice(0, 12))).toEqual([])
  })
})
