import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '@/lib/auth/permissions'
import type { WriteContext } from '@/lib/write'
import { type ChannelDesk, openChannelDesk } from './channel-desk'

const CODE = 'Zq7Vip26'
let desk: ChannelDesk
let channelId: string

beforeAll(async () => {
  desk = await openChannelDesk()
  const { channels } = await desk.control.polyv()
  const found = channels.find(({ ranks }) => ranks[1].authType === 'code' && ranks[1].enabled === 'Y')
  if (!found) throw new Error('the seed has no channel with a code')
  channelId = found.channelId
  await desk.control.changePolyv({ channelId, rank: 1, fields: { authCode: CODE } })
})
afterAll(async () => desk.close())

const reveals = () =>
  desk.sql<{ outcome: string; target_id: string; target_type: string; whole: string }>(
    `select outcome, target_id, target_type, row_to_json(audit_event)::text as whole
       from audit_event where action = 'secret.reveal' order by seq`,
  )
const context = (role: Role): WriteContext => ({
  requestId: 'test',
  session: {} as WriteContext['session'],
  actor: { type: 'person', id: 'p1', name: '运营乙', role, sessionPrint: null, ip: null, userAgent: null },
})

describe('the viewing code', () => {
  it('is shown to who may see it, each time an event that does not hold it', async () => {
    const { revealCode } = await import('@/lib/channels/reveal-code')
    const input = { connectionId: desk.connectionId, channelId, rank: 1 as const }
    for (const _ of [1, 2])
      expect(await revealCode.run(input, context('manager'))).toEqual({ ok: true, data: { code: CODE } })
    const events = await reveals()
    expect(events).toHaveLength(2)
    for (const event of events) {
      expect(event).toMatchObject({ outcome: 'succeeded', target_type: 'channel', target_id: channelId })
      expect(event.whole).not.toContain(CODE)
    }
    const everywhere = await desk.sql<{ found: string }>(
      `select count(*) as found from audit_event where position($1 in row_to_json(audit_event)::text) > 0`,
      [CODE],
    )
    expect(Number(everywhere[0]?.found)).toBe(0)
  })

  it('is nobody’s while there is none, and no event is made of it', async () => {
    const { revealCode } = await import('@/lib/channels/reveal-code')
    const before = (await reveals()).length
    const bare = (await desk.control.polyv()).channels.find(({ ranks }) => !ranks[2].authCode)?.channelId ?? ''
    const result = await revealCode.run(
      { connectionId: desk.connectionId, channelId: bare, rank: 2 },
      context('manager'),
    )
    expect(result).toMatchObject({ ok: false, code: 'not_found' })
    expect(await reveals()).toHaveLength(before)
  })

  it('is not shown when the event cannot be written', async () => {
    const { revealCode } = await import('@/lib/channels/reveal-code')
    const before = (await reveals()).length
    const nobody = context('manager')
    const unwritable = { ...nobody, actor: { ...nobody.actor, type: 'ghost' as 'person' } }
    await expect(revealCode.run({ connectionId: desk.connectionId, channelId, rank: 1 }, unwritable)).rejects.toThrow()
    expect(await reveals()).toHaveLength(before)
  })

  it('is not known while the upstream does not answer', async () => {
    const { revealCode } = await import('@/lib/channels/reveal-code')
    await desk.control.fault({ kind: 'http', path: '/live/v3/channel/auth/get', status: 503, times: 20 })
    const result = await revealCode.run({ connectionId: desk.connectionId, channelId, rank: 1 }, context('manager'))
    await desk.control.clearFaults()
    expect(result).toMatchObject({ ok: false, code: 'upstream_unreachable' })
  })
})
