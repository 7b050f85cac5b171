import { randomUUID } from 'node:crypto'
import { ensureConnections } from '@/lib/connections/ensure-connections'
import { currentConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { prepareQueues } from '@/lib/jobs/queue'
import { defaultCredentials } from '@/sandbox/credentials'
import { WorkerProcess } from '@/tests/faults/worker-process'
import { SandboxControl } from '@/tests/sandbox-control'

export type Stage = {
  control: SandboxControl
  wechatId: string
  polyvId: string
  person: { id: string; name: string; role: string }
  startWorker: (environment?: Record<string, string>) => WorkerProcess
}

/** Database, sandbox and people ready; everything it needs to know is in the environment. */
export async function openStage(): Promise<Stage> {
  await prepareQueues()
  const { wechat, polyv } = defaultCredentials
  await ensureConnections({
    wechatAppId: wechat.appId,
    wechatAppSecret: wechat.appSecret,
    polyvAppId: polyv.appId,
    polyvAppSecret: polyv.appSecret,
    polyvUserId: polyv.userId,
  })
  const person = { id: randomUUID(), name: '运营甲', role: 'manager' }
  await sql(`insert into "user" (id, name, email, role) values ($1, $2, $3, $4)`, [
    person.id,
    person.name,
    `${person.id}@faults.local`,
    person.role,
  ])
  const bundle = required('WORKER_BUNDLE')
  return {
    control: new SandboxControl(Number(new URL(required('SANDBOX_CONTROL_URL')).port)),
    wechatId: await connectionId('wechat'),
    polyvId: await connectionId('polyv'),
    person,
    startWorker: (environment) => new WorkerProcess(bundle, environment),
  }
}

async function connectionId(kind: 'wechat' | 'polyv'): Promise<string> {
  const connection = await currentConnection(kind)
  if (!connection) throw new Error(`no ${kind} connection`)
  return connection.id
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
