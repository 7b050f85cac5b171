import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enterTestDatabase, type TestDatabase } from '@/tests/fixtures'

let database: TestDatabase

beforeAll(async () => {
  database = await enterTestDatabase()
})

afterAll(async () => {
  const { pool } = await import('@/lib/db')
  await pool.end()
  await database.drop()
})

it('never lets more calls through in a second than the limit and a tenth', async () => {
  const { paceCall } = await import('@/lib/operations/rate-limiter')
  const [connectionId, limit] = [randomUUID(), 40]
  const times: number[] = []
  await Promise.all(
    Array.from({ length: 80 }, async () => {
      await paceCall(connectionId, limit)
      times.push(performance.now())
    }),
  )
  const busiest = Math.max(
    ...times.map((start) => times.filter((time) => time >= start && time < start + 1_000).length),
  )
  expect(busiest).toBeLessThanOrEqual(limit * 1.1)
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual((79 / limit) * 1_000 - 50)
})

it('holds every call back while a connection is paused', async () => {
  const { paceCall, pauseCalls } = await import('@/lib/operations/rate-limiter')
  const connectionId = randomUUID()
  const started = performance.now()
  await pauseCalls(connectionId, 400)
  await paceCall(connectionId, 1_000)
  expect(performance.now() - started).toBeGreaterThanOrEqual(400)
})

it('gives up a slot that a rest overtook, and tells a caller that would rather come back', async () => {
  const { paceCall, pauseCalls, RestingError } = await import('@/lib/operations/rate-limiter')
  const connectionId = randomUUID()
  await paceCall(connectionId, 4)
  const started = performance.now()
  const patient = paceCall(connectionId, 4)
  await pauseCalls(connectionId, 600)
  await expect(paceCall(connectionId, 4, { isPatient: false })).rejects.toBeInstanceOf(RestingError)
  expect(performance.now() - started).toBeLessThan(500)
  await patient
  expect(performance.now() - started).toBeGreaterThanOrEqual(600)
})
