import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExplorerDesk, event, openExplorerDesk } from './explorer-desk'

let desk: ExplorerDesk
beforeAll(async () => {
  desk = await openExplorerDesk()
})
afterAll(() => desk.close())

describe('suggestions and choices', () => {
  const words: import('@/lib/audit/suggest').SuggestWords = {
    locale: 'zh-CN',
    key: (key) => `键${key}`,
    outcome: (outcome) => (outcome === 'failed' ? '失败' : outcome),
    phase: (phase) => phase,
    target: (target) => target,
    family: (family) => family,
    moment: (moment) => moment,
    all: '全部',
  }

  it('offer keys, then values with their words, and quote what needs it', async () => {
    const { suggest } = await import('@/lib/audit/suggest')
    const id = randomUUID()
    await desk.sql(`insert into "user" (id, name, email, role) values ($1, '苏 晚晴', $1 || '@x.test', 'support')`, [
      id,
    ])
    await desk.write(event({ target: { type: 'channel', id: '7988001', name: '晚风 夜话' } }))
    const offered = async (fragment: string) => (await suggest(fragment, words)).map(({ insert }) => insert)
    expect(await offered('人')).toEqual(['actor:'])
    expect(await offered('-结')).toEqual(['-outcome:'])
    expect(await offered('结果：失')).toEqual(['outcome:failed'])
    expect(await offered('outcome:verified,失')).toEqual(['outcome:verified,failed'])
    expect(await offered('actor:晚晴')).toEqual(['actor:"苏 晚晴"'])
    expect(await offered(`actor:${id}@x.te`)).toEqual(['actor:"苏 晚晴"'])
    expect(await offered('channel:夜话')).toEqual(['channel:7988001'])
    expect(await offered('action:撤销授权')).toEqual(['action:drama.revoke'])
    expect(await offered('actor:%')).toEqual([])
    expect(await offered('"甲 乙')).toEqual([])
  })

  it('offer a drama and not one of its cells, and a licensee nobody edited of late', async () => {
    const { suggest } = await import('@/lib/audit/suggest')
    for (const gone of [null, new Date()])
      await desk.sql(
        `insert into drama (connection_id, drama_id, name, pinyin, audit_state, play_state, synced_at, gone_at)
         values ($1, $2, '雾港来信', 'wglx wuganglaixin', 'passed', 'playable', now(), $3)`,
        [desk.connectionId, gone ? '20000099' : '20000037', gone],
      )
    await desk.sql(
      `insert into licensee (appid, name, pinyin, updated_at) values ('wx00000000000000cc', '雾港剧社', 'wgjs wugangjushe', now() - interval '2 years')`,
    )
    await desk.write(event({ target: { type: 'drama_grant', id: '20000037@wx00000000000000cc', name: '雾港来信' } }))
    const offered = async (fragment: string) => (await suggest(fragment, words)).map(({ insert }) => insert)
    for (const written of ['雾港', '20000', 'wgl', 'WuGang'])
      expect(await offered(`drama:${written}`), written).toEqual(['drama:20000037', 'drama:20000099'])
    expect(await offered('licensee:剧社')).toEqual(['licensee:wx00000000000000cc'])
    expect(await offered('drama:\u0000')).toEqual([])
  })

  it('keep a chosen person of whom nothing is left, by whatever name the query has them', async () => {
    const { toChoices } = await import('@/lib/audit/facet-choices')
    const id = randomUUID()
    await desk.sql(`insert into "user" (id, name, email, role) values ($1, '程不在', $1 || '@x.test', 'support')`, [id])
    const labels = { outcome: String, action: String, target: String }
    for (const [written, label] of [
      [id, '程不在'],
      ['程不在', '程不在'],
      [`${id}@x.test`, '程不在'],
      ['无此人', '无此人'],
    ]) {
      const { terms } = await desk.readAuditQuery(`outcome:failed actor:${written}`)
      const none = await toChoices('actor', [], terms, 'zh-CN', labels)
      expect(none, written).toEqual([{ value: written, label, count: 0, isChosen: true, written: 'outcome:failed' }])
      const some = await toChoices('actor', [{ value: id, name: '程不在', count: 2 }], terms, 'zh-CN', labels)
      if (label === '程不在') expect(some.map(({ count, isChosen }) => [count, isChosen])).toEqual([[2, true]])
    }
  })

  it('lead to the query with the value taken in, or left out where it is in', async () => {
    const { toChoices } = await import('@/lib/audit/facet-choices')
    const [one, two] = [randomUUID(), randomUUID()]
    await desk.sql(
      `insert into "user" (id, name, email, role) values ($1, '同名人', $1 || '@x.test', 'support'), ($2, '同名人', $2 || '@x.test', 'support')`,
      [one, two],
    )
    const { terms } = await desk.readAuditQuery(`outcome:failed,unknown actor:${one}`)
    const labels = {
      outcome: (value: string) => value,
      action: (value: string) => value,
      target: (value: string) => value,
    }
    const outcomes = await toChoices('outcome', [{ value: 'failed', name: '', count: 3 }], terms, 'zh-CN', labels)
    expect(outcomes.map(({ value, count, isChosen, written }) => [value, count, isChosen, written])).toEqual([
      ['failed', 3, true, `outcome:unknown actor:${one}`],
      ['unknown', 0, true, `outcome:failed actor:${one}`],
    ])
    const people = [one, two].map((value) => ({ value, name: '同名人', count: 1 }))
    const actors = await toChoices('actor', people, terms, 'zh-CN', labels)
    expect(actors.map(({ written }) => written)).toEqual([
      'outcome:failed,unknown',
      `outcome:failed,unknown actor:${one},${two}`,
    ])
  })
})
