import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LicenseeImport } from '@/lib/licensees/import-input-schema'
import type { LicenseeRow } from '@/lib/licensees/import-schema'
import type { BookFilter } from '@/lib/licensees/list-licensees'
import { type GrantDesk, openGrantDesk } from './grant-desk'

let desk: GrantDesk
const actor = {
  type: 'person' as const,
  id: 'manager',
  name: '周经理',
  role: 'manager' as const,
  sessionPrint: null,
  ip: null,
  userAgent: null,
}
const context = { actor, session: {} as never, requestId: 'request' }
const appidOf = (index: number) => `wx${index.toString(16).padStart(16, '0')}`
const everybody: BookFilter = { q: '', tag: null, contract: null, isRefused: false, isArchived: false, sort: 'name' }

beforeAll(async () => {
  desk = await openGrantDesk()
})
afterAll(() => desk.close())
beforeEach(() => desk.sql('delete from licensee'))

const load = async () => ({
  ...(await import('@/lib/licensees/add-licensee')),
  ...(await import('@/lib/licensees/update-licensee')),
  ...(await import('@/lib/licensees/archive-licensee')),
  ...(await import('@/lib/licensees/restore-licensee')),
  ...(await import('@/lib/licensees/import-licensees')),
  ...(await import('@/lib/licensees/export-licensees')),
  ...(await import('@/lib/licensees/list-licensees')),
  ...(await import('@/lib/licensees/queries')),
  ...(await import('@/lib/licensees/input-schema')),
})

async function add(index: number, more: Record<string, unknown> = {}) {
  const { addLicensee, licenseeInput } = await load()
  return addLicensee.run(licenseeInput.parse({ appid: appidOf(index), name: `星河${index}`, ...more }), context)
}
const eventsOf = (appid: string) =>
  desk.sql<{ action: string; before: unknown; after: unknown; changed_keys: string[] }>(
    'select action, before, after, changed_keys from audit_event where target_id = $1 order by seq',
    [appid],
  )
const row = (index: number, more: Partial<LicenseeRow> = {}) => ({
  line: index + 2,
  appid: appidOf(index),
  name: `导入${index}`,
  subject: '',
  contact: '',
  contractNo: '',
  contractEndsOn: '',
  tags: '',
  notes: '',
  ...more,
})
const importing = (rows: unknown[], isPreview = false): LicenseeImport =>
  ({ fileName: '名单.csv', isPreview, rows }) as LicenseeImport

describe('one licensee', () => {
  it('is added once, as it is written upstream, with an event', async () => {
    const result = await add(1, {
      appid: ' ＷＸ00000000 00000001\u200b',
      contractEndsOn: '2027年3月31日',
      tags: ['重点', '重点'],
    })
    expect(result).toEqual({ ok: true, data: { appid: appidOf(1) } })
    expect(await add(1, { name: '另一家' })).toMatchObject({
      ok: false,
      code: 'conflict',
      fieldErrors: { appid: 'taken' },
    })
    const { getLicensee } = await load()
    expect(await getLicensee(appidOf(1))).toMatchObject({ name: '星河1', contractEndsOn: '2027-03-31', tags: ['重点'] })
    expect((await eventsOf(appidOf(1))).map(({ action }) => action)).toEqual(['licensee.add'])
  })

  it('is added by one of two who try at once', async () => {
    const results = await Promise.all([add(2), add(2)])
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await eventsOf(appidOf(2))).toHaveLength(1)
  })

  it('is changed with before and after in the log, and not over what another wrote meanwhile', async () => {
    await add(3, { subject: '旧主体', notes: '保留' })
    const { getLicensee, licenseeUpdate, updateLicensee } = await load()
    const seen = await getLicensee(appidOf(3))
    const change = (subject: string, notes = '保留') =>
      updateLicensee.run(
        licenseeUpdate.parse({ appid: appidOf(3), name: '星河3', subject, notes, seenAt: seen?.updatedAt }),
        context,
      )
    expect(await change('新主体')).toMatchObject({ ok: true })
    expect(await change('又一个')).toMatchObject({ ok: false, code: 'conflict', detail: { cause: 'changed' } })
    expect(await change('新主体')).toMatchObject({ ok: true })
    const events = await eventsOf(appidOf(3))
    expect(events.map(({ action, changed_keys }) => [action, changed_keys])).toEqual([
      ['licensee.add', []],
      ['licensee.update', ['subject']],
    ])
    expect(events[1]?.before).toMatchObject({ subject: '旧主体' })
  })

  it.each([
    ['appid', { appid: 'wx123' }, 'appid'],
    ['appid', { appid: 'gh0000000000000001' }, 'appid'],
    ['name', { name: ' \u3000' }, 'required'],
    ['contractEndsOn', { contractEndsOn: '31/03/2027' }, 'ambiguousDate'],
    ['contractEndsOn', { contractEndsOn: '2027-02-30' }, 'badDate'],
    ['notes', { notes: 'x'.repeat(501) }, 'tooLong'],
  ])('is refused on %s for %j', async (field, wrong, message) => {
    const { licenseeInput } = await load()
    const parsed = licenseeInput.safeParse({ appid: appidOf(4), name: '星河', ...wrong })
    expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, message]])
  })

  it('leaves lists and choices when archived, once, and comes back', async () => {
    await add(5)
    const { archiveLicensee, restoreLicensee, listLicensees, searchLicensees } = await load()
    await archiveLicensee.run({ appid: appidOf(5) }, context)
    await archiveLicensee.run({ appid: appidOf(5) }, context)
    expect((await listLicensees(everybody, null)).rows).toEqual([])
    expect((await listLicensees({ ...everybody, isArchived: true }, null)).rows).toHaveLength(1)
    expect(await searchLicensees(desk.connectionId, '')).toEqual([])
    await restoreLicensee.run({ appid: appidOf(5) }, context)
    expect((await listLicensees(everybody, null)).rows).toHaveLength(1)
    expect((await eventsOf(appidOf(5))).map(({ action }) => action)).toEqual([
      'licensee.add',
      'licensee.archive',
      'licensee.restore',
    ])
  })
})

describe('the list', () => {
  beforeEach(async () => {
    await add(10, { name: '星河短剧', subject: '杭州星河文化', contractNo: 'HT-118', contractEndsOn: '2020-01-01' })
    await add(11, { name: '山海剧场', tags: ['华东', '重点'], contractEndsOn: '2099-01-01' })
    await add(12, { name: '100%短剧', contact: '林知夏' })
  })
  const found = async (filter: Partial<BookFilter>) => {
    const { listLicensees, countLicensees } = await load()
    const { rows } = await listLicensees({ ...everybody, ...filter }, null)
    expect(await countLicensees({ ...everybody, ...filter })).toBe(rows.length)
    return rows.map(({ name }) => name).sort()
  }

  it.each([
    ['xhdj', ['星河短剧']],
    ['XingHe', ['星河短剧']],
    ['ht-118', ['星河短剧']],
    ['文化', ['星河短剧']],
    ['知夏', ['100%短剧']],
    ['重点', ['山海剧场']],
    [appidOf(11).slice(-6), ['山海剧场']],
    ['100%', ['100%短剧']],
    ['%%', []],
    ["' or 1=1", []],
  ])('finds %s', async (q, names) => expect(await found({ q })).toEqual(names))

  it('narrows by tag and by how the contract stands', async () => {
    expect(await found({ tag: '华东' })).toEqual(['山海剧场'])
    expect(await found({ contract: 'ended' })).toEqual(['星河短剧'])
    expect(await found({ contract: 'later' })).toEqual(['山海剧场'])
    expect(await found({ contract: 'none' })).toEqual(['100%短剧'])
    expect(await found({ isRefused: true })).toEqual([])
    await desk.sql(`update licensee set last_refusal_code = '10090038', last_refusal_at = now() where appid = $1`, [
      appidOf(10),
    ])
    expect(await found({ isRefused: true })).toEqual(['星河短剧'])
  })

  it('pages there and back in every order, and takes no forged place', async () => {
    const { listLicensees } = await load()
    for (const sort of ['name', 'contract', 'updated'] as const) {
      const filter = { ...everybody, sort }
      const all = (await listLicensees(filter, null)).rows.map(({ appid }) => appid)
      const first = await listLicensees(filter, null, 2)
      const second = await listLicensees(filter, first.next, 2)
      expect(
        [...first.rows, ...second.rows].map(({ appid }) => appid),
        sort,
      ).toEqual(all)
      expect(second.next).toBeNull()
      const back = await listLicensees(filter, second.previous, 2)
      expect(back.rows.map(({ appid }) => appid)).toEqual(all.slice(0, 2))
      expect(back.previous).toBeNull()
      for (const key of ["'; drop table licensee", '2027-02-30', '9999-99-99'])
        for (const cursor of ['x', Buffer.from(JSON.stringify(['after', key, ''])).toString('base64url')])
          if (sort !== 'name') expect((await listLicensees(filter, cursor, 2)).rows).toHaveLength(2)
    }
  })

  it('is exported as it is filtered', async () => {
    const { exportLicensees } = await load()
    const appids: unknown[] = []
    for await (const [appid] of exportLicensees({ ...everybody, q: '短剧' })) appids.push(appid)
    expect(appids.sort()).toEqual([appidOf(10), appidOf(12)])
  })
})

describe('an import', () => {
  it('adds, changes and leaves alone, counts it beforehand, and writes one event each and one for all', async () => {
    await add(20, { subject: '旧主体', notes: '原备注', tags: ['重点'] })
    await add(21)
    const { importLicensees, getLicensee } = await load()
    const rows = [
      row(20, { name: '', subject: '新主体', contractEndsOn: '20270331' }),
      row(21, { name: '星河21' }),
      row(22, { name: '=公式开头的名字' }),
    ]
    const counts = { added: 1, changed: 1, same: 1, nameless: [] }
    expect(await importLicensees(importing(rows, true), context)).toEqual({ ok: true, data: counts })
    expect(await getLicensee(appidOf(22))).toBeNull()
    expect(await importLicensees(importing(rows), context)).toEqual({ ok: true, data: counts })
    expect(await getLicensee(appidOf(20))).toMatchObject({
      name: '星河20',
      subject: '新主体',
      notes: '原备注',
      tags: ['重点'],
      contractEndsOn: '2027-03-31',
    })
    const events = await desk.sql<{ action: string; target_id: string }>(
      `select action, target_id from audit_event where action like 'licensee.%' order by seq desc limit 3`,
    )
    expect(events.reverse().map(({ action, target_id }) => [action, target_id])).toEqual([
      ['licensee.update', appidOf(20)],
      ['licensee.add', appidOf(22)],
      ['licensee.import', 'licensees'],
    ])
    expect(await importLicensees(importing(rows), context)).toMatchObject({ data: { added: 0, changed: 0, same: 3 } })
  })

  it('writes nothing at all when one new licensee has no name', async () => {
    const { importLicensees, countLicensees } = await load()
    const rows = [...Array.from({ length: 700 }, (_, index) => row(index + 100)), row(5000, { name: '' })]
    expect(await importLicensees(importing(rows, true), context)).toMatchObject({
      data: { added: 700, nameless: [{ line: 5002, appid: appidOf(5000) }] },
    })
    expect(await importLicensees(importing(rows), context)).toMatchObject({
      ok: false,
      fieldErrors: { rows: 'nameless' },
    })
    expect(await countLicensees(everybody)).toBe(0)
  })

  it.each([
    ['a bad row', [row(1), row(2, { appid: 'wx1' })], 'row'],
    ['a repeated row', [row(1), { ...row(1), line: 9 }], 'repeated'],
  ])('refuses %s that a browser should have caught', async (_, rows, problem) => {
    const { importLicensees, countLicensees } = await load()
    expect(await importLicensees(importing(rows), context)).toMatchObject({ ok: false, fieldErrors: { rows: problem } })
    expect(await countLicensees(everybody)).toBe(0)
  })

  it('takes 50,000 rows at once, while others keep reading', async () => {
    const { importLicensees, listLicensees, countLicensees } = await load()
    const rows = Array.from({ length: 50_000 }, (_, index) => row(index + 10_000, { contractEndsOn: '2027/3/31' }))
    let isDone = false
    const running = importLicensees(importing(rows), context).finally(() => {
      isDone = true
    })
    let reads = 0
    while (!isDone) {
      await listLicensees(everybody, null)
      reads += 1
    }
    expect(await running).toMatchObject({ data: { added: 50_000 } })
    expect(reads).toBeGreaterThan(20)
    expect(await countLicensees(everybody)).toBe(50_000)
    const started = performance.now()
    expect((await listLicensees({ ...everybody, q: '49999' }, null)).rows).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(1_000)
  }, 120_000)
})
