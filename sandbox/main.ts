import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { credentialsFromEnvironment } from './credentials.ts'
import { startSandbox } from './start.ts'

// One of several processes that are always on: small beats fast.
setFlagsFromString('--optimize-for-size')
setFlagsFromString('--max-semi-space-size=2')

const environment = process.env

function readPort(name: string, fallback: number): number {
  const text = environment[name]
  const port = text === undefined || text === '' ? fallback : Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} must be a port, not ${text}`)
  return port
}

function readStateDirectory(): string | null {
  const directory = environment.SANDBOX_STATE_DIR || join(environment.DATA_DIR || '.data', 'sandbox')
  return directory === 'memory' ? null : directory
}

/** A sandbox left behind by a killed parent would hold the ports of the next start. */
function exitWithParent(stop: () => void): void {
  const parentId = Number(environment.SANDBOX_PARENT_PID || 0)
  if (!Number.isInteger(parentId) || parentId <= 0) return
  setInterval(() => {
    try {
      process.kill(parentId, 0)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') stop()
    }
  }, 500).unref()
}

try {
  const sandbox = await startSandbox({
    ports: {
      wechat: readPort('SANDBOX_WECHAT_PORT', 4701),
      polyv: readPort('SANDBOX_POLYV_PORT', 4702),
      control: readPort('SANDBOX_CONTROL_PORT', 4703),
    },
    credentials: credentialsFromEnvironment(environment),
    stateDirectory: readStateDirectory(),
    seed: environment.SANDBOX_SEED === 'empty' ? 'empty' : 'demo',
  })
  const stop = (): void => {
    sandbox.close().finally(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  exitWithParent(stop)
  process.stdout.write(`${JSON.stringify({ sandbox: 'ready', ...sandbox.ports })}\n`)
} catch (error) {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
