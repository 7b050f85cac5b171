import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  closeDriftDesk,
  desk,
  eventsSince,
  forgetDrift,
  openDriftDesk,
  openDrifts,
  permanentGrants,
  seqOf,
  sweep,
} from './drift-desk'

beforeAll(openDriftDesk)
afterAll(closeDriftDesk)
beforeEach(forgetDrift)

describe('a sweep that meets trouble', () => {
  it('stores nothing when nothing can be read, and leaves what was known', async () => {
    await sweep()
    await desk.control.fault({ kind: 'http', path: 'getauthorizeobjects', times: 100, status: 502, body: '' })
    await expect(sweep()).rejects.toThrow()
    await desk.control.clearFaults()
    const { readSweep } = await import('@/lib/grants/drift-queries')
    expect(await readSweep(desk.connectionId)).toMatchObject({ state: 'failed' })
    expect(await openDrifts()).toEqual([])
    expect((await sweep()).found).toBe(0)
  })

  it('reads licensee by licensee when the list breaks off, and names who could not be read', async () => {
    await sweep()
    const [first, ...others] = await permanentGrants(400)
    const second = others.find((grant) => grant.authorized_appid !== first?.authorized_appid)
    if (!first || !second) throw new Error('no permanent grants')
    await desk.control.changeWechat({ grants: { remove: [first, second] } })
    for (const bodyIncludes of ['"offset":0,"limit":1000}', first.authorized_appid])
      await desk.control.fault({ kind: 'http', path: 'getauthorizeobjects', times: 100, bodyIncludes, status: 502 })
    const result = await sweep()
    await desk.control.clearFaults()
    expect(result).toMatchObject({ found: 1, unreadable: 1 })
    expect((await openDrifts()).map(({ appid }) => appid)).toEqual([second.authorized_appid])
    const { readSweep } = await import('@/lib/grants/drift-queries')
    const state = await readSweep(desk.connectionId)
    expect(state).toMatchObject({ state: 'partial', unreadableCount: 1 })
    expect(state.unreadable.map(({ appid }) => appid)).toEqual([first.authorized_appid])
    expect((await sweep()).found).toBe(1)
  })

  it('opens one drift when two sweeps run at once', async () => {
    await sweep()
    const [removed] = await permanentGrants(1)
    await desk.control.changeWechat({ grants: { remove: [removed] } })
    const seq = await seqOf()
    await Promise.all([sweep(), sweep(), sweep()])
    expect(await openDrifts()).toHaveLength(1)
    expect(await eventsSince(seq)).toHaveLength(1)
  })
})
