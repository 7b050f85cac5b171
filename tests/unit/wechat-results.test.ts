import { describe, expect, it } from 'vitest'
import type { WechatReply } from '@/lib/wechat/attempt'
import { toWriteReply } from '@/lib/wechat/drama-results'

type Rows = { drama_id: string; errcode?: number; errmsg?: string }[] | null

const answer = (rows: Rows, errcode = 0): WechatReply<{ result: Rows }> => ({
  errcode,
  errmsg: '',
  rid: null,
  data: { result: rows },
  exchange: {} as WechatReply<unknown>['exchange'],
})

describe('per-drama answers', () => {
  it('are matched by id, whatever their order', () => {
    const reply = toWriteReply(
      ['1', '2', '3'],
      answer([
        { drama_id: '3', errcode: 1, errmsg: '获取剧目3失败!' },
        { drama_id: '1', errcode: 0 },
        { drama_id: '2', errcode: 0 },
      ]),
    )
    expect(reply.results.find((result) => result.dramaId === '3')).toEqual({
      dramaId: '3',
      code: 1,
      message: '获取剧目3失败!',
    })
    expect(reply.results.filter((result) => result.code === 0).map((result) => result.dramaId)).toEqual(['1', '2'])
    expect(reply.missing).toEqual([])
  })

  it('that are missing, or carry no code, are unknown and never granted', () => {
    const reply = toWriteReply(['1', '2', '3'], answer([{ drama_id: '1', errcode: 0 }, { drama_id: '2' }]))
    expect(reply.results.map((result) => result.dramaId)).toEqual(['1'])
    expect(reply.missing).toEqual(['2', '3'])
  })

  it('for a drama nobody asked for are foreign and settle nothing', () => {
    const reply = toWriteReply(['1'], answer([{ drama_id: '9', errcode: 0 }]))
    expect(reply.foreign).toEqual(['9'])
    expect(reply.results).toEqual([])
    expect(reply.missing).toEqual(['1'])
  })

  it('that contradict each other are unknown', () => {
    const rows = [
      { drama_id: '1', errcode: 0 },
      { drama_id: '1', errcode: 1 },
    ]
    expect(toWriteReply(['1'], answer(rows)).missing).toEqual(['1'])
    expect(toWriteReply(['1'], answer([...rows, { drama_id: '1', errcode: 0 }])).missing).toEqual(['1'])
  })

  it('that are absent altogether leave every drama unknown', () => {
    expect(toWriteReply(['1', '2'], answer(null))).toMatchObject({ itemised: false, missing: ['1', '2'] })
  })
})
