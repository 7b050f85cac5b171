import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuthDesk, openAuthDesk } from './auth-desk'

let desk: AuthDesk
type Lib = typeof import('@/lib/explorer/queries') &
  typeof import('@/lib/explorer/save-view') &
  typeof import('@/lib/explorer/update-view') &
  typeof import('@/lib/explorer/delete-view')
let lib: Lib
type Context = Awaited<ReturnType<AuthDesk['contextOf']>>
let [owner, other, admin] = [] as unknown as [Context, Context, Context]

beforeAll(async () => {
  desk = await openAuthDesk()
  lib = {
    ...(await import('@/lib/explorer/queries')),
    ...(await import('@/lib/explorer/save-view')),
    ...(await import('@/lib/explorer/update-view')),
    ...(await import('@/lib/explorer/delete-view')),
  }
  owner = await desk.contextOf((await desk.addPerson('support', '客服丙')).email)
  other = await desk.contextOf((await desk.addPerson('manager', '运营甲')).email)
  admin = await desk.contextOf((await desk.addPerson('admin', '管理员')).email)
})
afterAll(() => desk.close())

const countOf = async (written: string) => {
  const { countQueries } = await import('@/lib/explorer/count-views')
  return (await countQueries({ it: written })).it
}
const namesOf = async ({ session }: Context) => (await lib.listViews(session.user.id)).map(({ name }) => name)
const save = async (name: string, isShared: boolean, context = owner) => {
  const result = await lib.saveView.run({ name, query: `"${name}" outcome:failed`, isShared }, context)
  if (!result.ok) throw new Error(result.code)
  return result.data.id
}

describe('saved views', () => {
  it('are their owner’s alone until shared, and then everybody may open but not change them', async () => {
    const [mine, shared] = [await save('合同 118', false), await save('夜间失败', true)]
    expect(await namesOf(owner)).toEqual(expect.arrayContaining(['合同 118', '夜间失败']))
    expect(await namesOf(other)).toEqual(['夜间失败'])
    expect(await lib.getView(mine, other.session.user.id)).toBeNull()
    expect(await lib.getView(shared, other.session.user.id)).toMatchObject({ isOwn: false, ownerName: '客服丙' })

    const change = { id: shared, name: '改名', query: '', isShared: false }
    expect(await lib.updateView.run(change, other)).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await lib.deleteView.run({ id: shared }, other)).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await lib.updateView.run({ ...change, id: mine }, admin)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await lib.getView(shared, owner.session.user.id)).toMatchObject({ name: '夜间失败', isShared: true })

    expect(await lib.updateView.run({ ...change, isShared: true }, admin)).toMatchObject({ ok: true })
    expect(await namesOf(other)).toEqual(['改名'])
    expect(await lib.deleteView.run({ id: shared }, admin)).toMatchObject({ ok: true })
    expect(await lib.getView(shared, owner.session.user.id)).toBeNull()
    const told = await desk.eventsOf('audit.view.update')
    expect(told.find(({ outcome }) => outcome === 'succeeded')?.everything).toContain('夜间失败')
  })

  it('keep a query with what PostgreSQL cannot hold as the log itself is asked', async () => {
    const odd = { name: '零字符', query: '"合同\u0000" 半\ud83d', isShared: false }
    const saved = await lib.saveView.run(odd, owner)
    if (!saved.ok) throw new Error(saved.code)
    const { id } = saved.data as { id: string }
    const query = '"合同\uFFFD" 半\uFFFD'
    expect(await lib.getView(id, owner.session.user.id)).toMatchObject({ query })
    expect(await lib.updateView.run({ ...odd, id, query: `${odd.query} ` }, owner)).toMatchObject({ ok: true })
    expect(await lib.getView(id, owner.session.user.id)).toMatchObject({ query: `${query} ` })
  })

  it('keep one name apart from another of the same person, however both are written at once', async () => {
    const input = { name: '同名', query: 'outcome:failed', isShared: false }
    const results = await Promise.all(Array.from({ length: 6 }, () => lib.saveView.run(input, owner)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ fieldErrors: { name: 'nameTaken' } })
    expect(await lib.saveView.run(input, other)).toMatchObject({ ok: true })
    const id = await save('另一个', false)
    expect(await lib.updateView.run({ ...input, id }, owner)).toMatchObject({ fieldErrors: { name: 'nameTaken' } })
  })

  it('take no empty, endless or invisible name', () => {
    const fits = (name: string) => lib.saveView.input.safeParse({ name, query: '', isShared: false }).success
    expect(['', '   ', 'x'.repeat(61), 'a\u202eb', 'a\u0000b', '\u200b'].map(fits)).toEqual(Array(6).fill(false))
    expect(['合同 118 纠纷', '=SUM(A1)', '<b>甲</b>'].map(fits)).toEqual([true, true, true])
    expect(lib.saveView.input.safeParse({ name: 'x', query: 'x'.repeat(4_001), isShared: false }).success).toBe(false)
  })

  it('have counts that never look past the most that is told, of views one may open alone', async () => {
    const { queriesOf } = await import('@/lib/explorer/count-views')
    const { MOST_COUNTED } = await import('@/lib/explorer/schema')
    const before = (await countOf('action:audit.view.save'))?.count ?? 0
    const hidden = await save('计数用', false)
    expect(await countOf('action:audit.view.save')).toEqual({ count: before + 1, isAtLeast: false })
    expect(await countOf('nothing-like-this')).toEqual({ count: 0, isAtLeast: false })
    expect(await queriesOf([hidden], owner.session.user.id)).toHaveProperty(hidden)
    expect(await queriesOf([hidden], other.session.user.id)).toEqual({})
    const { recordEvents } = await import('@/lib/audit/record')
    const { inTransaction } = await import('@/lib/db')
    const many = Array.from({ length: MOST_COUNTED + 1 }, (_, index) => ({
      phase: 'outcome' as const,
      action: 'licensee.update' as const,
      outcome: 'succeeded' as const,
      actor: owner.actor,
      target: { type: 'licensee' as const, id: `wx${index}`, name: '计数' },
    }))
    await inTransaction((sql) => recordEvents(sql, many))
    expect(await countOf('action:licensee.update')).toEqual({ count: MOST_COUNTED, isAtLeast: true })
  })
})
