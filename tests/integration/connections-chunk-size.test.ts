import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ActionResult } from '@/lib/errors'
import { type ConnectionDesk, contextWith, ensureSandboxConnections, openConnectionDesk } from './connection-desk'

let desk: ConnectionDesk
let updateConnection: typeof import('@/lib/connections/update-connection').updateConnection
beforeAll(async () => {
  desk = await openConnectionDesk()
  ;({ updateConnection } = await import('@/lib/connections/update-connection'))
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.sql('delete from connection')
  await ensureSandboxConnections()
})

async function idOf(kind: 'wechat' | 'polyv'): Promise<string> {
  const [found] = await desk.sql<{ id: string }>('select id from connection where kind = $1', [kind])
  return found?.id ?? ''
}

/** As the door hands it on: parsed first, refused on its fields. */
async function update(change: {
  connectionId: string
  chunkSize?: string
  name?: string
}): Promise<ActionResult<unknown>> {
  const [row] = await desk.sql<{ updated_at: Date }>('select updated_at from connection where id = $1', [
    change.connectionId,
  ])
  const parsed = updateConnection.input.safeParse({ ...change, version: row?.updated_at.toISOString() })
  if (!parsed.success) {
    const fieldErrors = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join('.'), message]))
    return { ok: false, code: 'invalid_input', fieldErrors }
  }
  return updateConnection.run(parsed.data, contextWith('admin') as never)
}

const events = (action: string) =>
  desk.sql<{ after: Record<string, unknown> }>('select after from audit_event where action = $1', [action])
const fieldErrorsOf = (result: ActionResult<unknown>) => (result.ok ? {} : result.fieldErrors)

describe('how many dramas one call carries', () => {
  const chunkOf = async (id: string) =>
    (
      await desk.sql<{ chunk_size: number | null; chunk_limit: number | null }>(
        'select chunk_size, chunk_limit from connection where id = $1',
        [id],
      )
    )[0]
  const set = (id: string, chunkSize: string) => update({ connectionId: id, chunkSize })

  it('is a person’s to set, also for an account given at start, and stays after the next start', async () => {
    const id = await idOf('wechat')
    expect((await set(id, '40')).ok).toBe(true)
    await ensureSandboxConnections()
    expect((await chunkOf(id))?.chunk_size).toBe(40)
    expect(await events('connection.update')).toContainEqual(
      expect.objectContaining({ after: expect.objectContaining({ chunkSize: 40 }) }),
    )
    expect((await set(id, '')).ok).toBe(true)
    expect((await chunkOf(id))?.chunk_size).toBeNull()
  })

  it('forgets what the upstream once refused when it is set anew, and only then', async () => {
    const id = await idOf('wechat')
    await desk.sql('update connection set chunk_limit = 25 where id = $1', [id])
    await update({ connectionId: id, name: '改名' })
    expect((await chunkOf(id))?.chunk_limit).toBe(25)
    await set(id, '80')
    expect(await chunkOf(id)).toEqual({ chunk_size: 80, chunk_limit: null })
  })

  it.each(['0', '1001', '-5', '12.5', '一百', '1e2'])('is refused on its field as %s', async (chunkSize) => {
    const id = await idOf('wechat')
    expect(Object.keys(fieldErrorsOf(await set(id, chunkSize)) ?? {})).toEqual(['chunkSize'])
    expect((await chunkOf(id))?.chunk_size).toBeNull()
  })

  it('is nothing an account of Polyv has', async () => {
    expect(fieldErrorsOf(await set(await idOf('polyv'), '40'))).toEqual({ chunkSize: 'invalid' })
  })
})
