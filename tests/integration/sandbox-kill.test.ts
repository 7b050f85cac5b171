import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { licenseeAppId } from '../../sandbox/seed/licensees.ts'
import type { SandboxPorts } from '../../sandbox/start.ts'
import { driveSandbox, type Json } from './sandbox-driver.ts'

const grantee = licenseeAppId(60)

async function launch(directory: string): Promise<{ child: ChildProcess; ports: SandboxPorts }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../sandbox/main.ts')], {
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      SANDBOX_STATE_DIR: directory,
      SANDBOX_WECHAT_PORT: '0',
      SANDBOX_POLYV_PORT: '0',
      SANDBOX_CONTROL_PORT: '0',
      SANDBOX_PARENT_PID: String(process.pid),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, ports: JSON.parse(line.toString()) as SandboxPorts }
}

it('keeps every grant it answered for when it is killed in the middle of many', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sandbox-kill-'))
  const first = await launch(directory)
  const drive = driveSandbox({ ports: first.ports, close: async () => {} })
  const token = await drive.fetchToken()
  const state = await drive.control<{ dramas: { drama_id: string; status: number; audit_detail: Json }[] }>(
    'GET',
    '/state/wechat',
  )
  const ids = state.dramas
    .filter((drama) => drama.status === 0 && drama.audit_detail.status === 3)
    .map((drama) => drama.drama_id)
  const answered: string[] = []
  const exited = once(first.child, 'exit')
  await Promise.all(
    ids.map(async (id) => {
      const body = `{"drama_id":[${id}],"authorized_appid":"${grantee}"}`
      const reply = await drive.wechat<{ errcode: number }>('authorizedrama', token, body).catch(() => null)
      if (reply?.errcode !== 0) return
      answered.push(id)
      if (answered.length === 40) first.child.kill('SIGKILL')
    }),
  )
  await exited
  expect(answered.length).toBeGreaterThanOrEqual(40)

  const second = await launch(directory)
  const after = driveSandbox({ ports: second.ports, close: async () => {} })
  const { grants } = await after.control<{ grants: Json[] }>('GET', '/state/wechat')
  const held = grants.filter((grant) => grant.authorized_appid === grantee).map((grant) => grant.drama_id)
  expect(held).toEqual(expect.arrayContaining(answered))
  second.child.kill('SIGTERM')
  expect(await once(second.child, 'exit')).toEqual([0, null])
  rmSync(directory, { recursive: true })
})
