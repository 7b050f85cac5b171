import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RequestFacts } from '@/lib/auth/request-facts'
import { type ExportDesk, openExportDesk } from '@/tests/integration/export-desk'

let desk: ExportDesk
let lib: Awaited<ReturnType<typeof openLib>>
let disablePerson: typeof import('@/lib/people/disable-person').disablePerson
let listPeople: typeof import('@/lib/people/queries').listPeople

async function openLib() {
  const [add, revoke, open, content, prove, list] = await Promise.all([
    import('@/lib/sharing/add-share'),
    import('@/lib/sharing/revoke-share'),
    import('@/lib/sharing/open-share'),
    import('@/lib/sharing/shared-content'),
    import('@/lib/sharing/prove-share'),
    import('@/lib/sharing/queries'),
  ])
  return { ...add, ...revoke, ...open, ...content, ...prove, ...list }
}

beforeAll(async () => {
  desk = await openExportDesk()
  lib = await openLib()
  disablePerson = (await import('@/lib/people/disable-person')).disablePerson
  listPeople = (await import('@/lib/people/queries')).listPeople
})
afterAll(() => desk.close())

const facts = (ip = '203.0.113.9'): RequestFacts => ({ ip, userAgent: 'a browser', requestId: crypto.randomUUID() })

async function share(more: { days?: number; showsNames?: boolean; eventId?: string } = {}) {
  const eventId = more.eventId ?? (await desk.record(1, () => '分享样本'))[0] ?? ''
  const result = await lib.addShare.run(
    { subjectType: 'event', subjectId: eventId, days: more.days ?? 7, showsNames: more.showsNames ?? false },
    desk.context(),
  )
  if (!result.ok) throw new Error(result.code)
  return { ...result.data, eventId, token: result.data.path.slice('/share/'.length) }
}
const look = (token: string, ip?: string) => lib.openShare(token, 'page', facts(ip))

describe('a share', () => {
  it('opens to its token alone, keeps only the token’s hash, and each view is an event with its address', async () => {
    const made = await share()
    expect(Buffer.from(made.token, 'base64url')).toHaveLength(32)
    const stored = JSON.stringify(await desk.sql('select * from share'))
    expect(stored).not.toContain(made.token)
    expect(await look(made.token)).toMatchObject({
      state: 'open',
      share: { subject: { type: 'event', id: made.eventId } },
    })
    const views = await desk.eventsOf('share.view')
    expect(views.map((event) => event.target_id)).toEqual([made.shareId])
    expect(views[0]?.everything).toContain('203.0.113.9')
    expect(JSON.stringify(await desk.sql('select * from audit_event'))).not.toContain(made.token)
    expect(await lib.listShares()).toMatchObject([{ id: made.shareId, views: 1, state: 'open' }])
  })

  it('that is wrong, expired or taken back is closed in the very same way', async () => {
    const [expired, revoked] = [await share({ days: 1 }), await share()]
    await desk.sql(
      `update share set created_at = now() - interval '2 days', expires_at = now() - interval '1 second' where id = $1`,
      [expired.shareId],
    )
    const byOther = desk.context({ ...desk.actor, id: 'p2' })
    expect(await lib.revokeShare.run({ shareId: revoked.shareId }, byOther)).toMatchObject({ code: 'forbidden' })
    expect((await look(revoked.token)).state).toBe('open')
    const byAdmin = desk.context({ ...desk.actor, id: 'p9', name: '管理员' }, 'admin')
    expect(await lib.revokeShare.run({ shareId: revoked.shareId }, byAdmin)).toMatchObject({ ok: true })
    expect(await lib.revokeShare.run({ shareId: revoked.shareId }, byAdmin)).toMatchObject({ code: 'conflict' })
    for (const token of [expired.token, revoked.token, 'x'.repeat(43), '', '../x', '\u0000'])
      expect(await look(token, `198.51.100.${token.length}`), token).toEqual({ state: 'closed' })
    const listed = new Map((await lib.listShares()).map((view) => [view.id, view]))
    expect(listed.get(revoked.shareId)).toMatchObject({ state: 'revoked', revokedBy: '管理员' })
    expect(listed.get(expired.shareId)).toMatchObject({ state: 'expired' })
  })

  it('is looked at sixty times an hour, however many come at once, and no more', async () => {
    const made = await share()
    const doors = await Promise.all(Array.from({ length: 66 }, () => look(made.token)))
    expect(doors.filter(({ state }) => state === 'open')).toHaveLength(60)
    const busy = doors.filter((door) => door.state === 'busy')
    expect(busy).toHaveLength(6)
    for (const door of busy) expect(door.state === 'busy' && door.waitSeconds).toBeGreaterThan(0)
    await desk.sql(`update share set window_start_at = now() - interval '61 minutes' where id = $1`, [made.shareId])
    expect((await look(made.token)).state).toBe('open')
  })

  it('tells whoever guesses to wait, on the page and at the proof, and still opens to a right token', async () => {
    const made = await share()
    const guess = () => look('y'.repeat(43), '127.0.0.1')
    const guesses = await Promise.all(Array.from({ length: 32 }, guess))
    expect(guesses.filter(({ state }) => state === 'closed')).toHaveLength(30)
    const busy = await guess()
    expect(busy.state === 'busy' && busy.waitSeconds).toBeGreaterThan(0)
    const { GET } = await import('@/app/api/share/[token]/proof/route')
    const fetched = (token: string) => {
      const request = new NextRequest(`http://localhost:3000/api/share/${token}/proof`)
      return GET(request, { params: Promise.resolve({ token }) })
    }
    const refused = await fetched('z'.repeat(43))
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect((await look(made.token, '127.0.0.1')).state).toBe('open')
    await desk.seal()
    expect((await fetched(made.token)).status).toBe(200)
  })

  it('closes with whoever made it, also one that is made while they are disabled', async () => {
    const [person, admin] = [await desk.addPerson('support', '客服丁'), await desk.addPerson('admin', '主管戊')]
    const theirs = desk.context({ ...desk.actor, id: person.id, name: person.name })
    const [eventId = ''] = await desk.record(1, () => '停用样本')
    const add = () => lib.addShare.run({ subjectType: 'event', subjectId: eventId, days: 7, showsNames: false }, theirs)
    const [first, second, others] = [await add(), await add(), await share({ eventId })]
    if (!first.ok || !second.ok) throw new Error('not shared')
    expect((await listPeople()).find(({ id }) => id === person.id)).toMatchObject({ openShares: 2 })
    await lib.revokeShare.run({ shareId: second.data.shareId }, theirs)
    const context = await desk.contextOf(admin.email)
    const [disabled, ...racing] = await Promise.all([disablePerson.run({ personId: person.id }, context), add(), add()])
    const closed = 1 + racing.filter((result) => result.ok).length
    expect(disabled).toMatchObject({ ok: true, data: { closedShares: closed } })
    expect((await desk.eventsOf('person.disable')).at(-1)).toMatchObject({ detail: { closedShares: closed } })
    const listed = (await lib.listShares()).filter((view) => view.createdBy.id === person.id)
    expect(listed.map(({ state }) => state)).toEqual(listed.map(() => 'revoked'))
    expect(listed.find(({ id }) => id === first.data.shareId)).toMatchObject({ revokedBy: '主管戊' })
    expect(await look(first.data.path.slice('/share/'.length), '198.51.100.80')).toEqual({ state: 'closed' })
    expect((await look(others.token)).state).toBe('open')
    expect(await add()).toMatchObject({ ok: false, code: 'signed_out' })
  })

  it('lasts from one day to thirty, and says so at its field', () => {
    for (const days of [0, 31, 1.5, -1, Number.NaN])
      expect(
        lib.addShare.input.safeParse({ subjectType: 'event', subjectId: crypto.randomUUID(), days, showsNames: false })
          .error?.issues[0],
      ).toMatchObject({
        path: ['days'],
        message: 'daysRange',
      })
  })

  it('shows neither address, session, browser, phone number nor fingerprint, and names only when asked to', async () => {
    const [eventId = ''] = await desk.record(1, () => '观众 13800138000', {
      reason: 'canary-reason 13900139000',
      after: { authCode: { secret: 'set', fingerprint: 'f1:0123456789ab' }, ip: 'canary-ip' },
      detail: { callId: 'canary-call', counts: { verified: 1 } },
    })
    const shown = async (showsNames: boolean) => {
      const door = await look((await share({ eventId, showsNames })).token)
      if (door.state !== 'open') throw new Error(door.state)
      return JSON.stringify(await lib.sharedEvent(door.share, '工作人员'))
    }
    const [plain, named] = [await shown(false), await shown(true)]
    for (const text of [plain, named])
      for (const word of [
        '10.0.0.9',
        'session-canary',
        '"test"',
        '13800138000',
        '13900139000',
        '0123456789ab',
        'canary-ip',
        'canary-call',
      ])
        expect(text, word).not.toContain(word)
    expect(plain).not.toContain('客服丙')
    expect(plain).not.toContain('canary-reason')
    expect(named).toContain('客服丙')
    expect(named).toContain('canary-reason')
  })

  it('comes with a proof of its place that holds no content and passes the verifier', async () => {
    const made = await share()
    await desk.seal()
    const door = await look(made.token)
    if (door.state !== 'open') throw new Error(door.state)
    const place = await lib.proveShare(door.share)
    expect(JSON.stringify(place)).not.toMatch(/分享样本|客服丙|合同/)
    const check = (document: unknown) =>
      new Promise<{ code: number; words: string }>((resolve) => {
        const file = path.join(desk.folder, `${crypto.randomUUID()}.json`)
        writeFileSync(file, JSON.stringify(document))
        const script = path.resolve(import.meta.dirname, '../../public/verify-proof.mjs')
        execFile(process.execPath, [script, file, place?.proof.publicKey ?? ''], (error, out, err) =>
          resolve({ code: Number(error?.code ?? 0), words: out + err }),
        )
      })
    const [own, forged] = await Promise.all([check(place), check({ ...place, rowHash: '0'.repeat(64) })])
    expect(own, own.words).toMatchObject({ code: 0 })
    expect(own.words).toContain('Its content is not in this file')
    expect(forged).toMatchObject({ code: 1 })
  })
})
