import { createControlServer } from './control.ts'
import { type Credentials, defaultCredentials } from './credentials.ts'
import { closeServer, createUpstreamServer, listen } from './http.ts'
import { polyvService } from './polyv/server.ts'
import { ensureSeeded, type SeedName } from './seed/seed.ts'
import { wechatService } from './wechat/server.ts'
import { World } from './world.ts'

export type SandboxPorts = { wechat: number; polyv: number; control: number }

type SandboxOptions = {
  /** 0, the default, takes any free port. */
  ports?: Partial<SandboxPorts>
  credentials?: Credentials
  /** Null, the default, keeps everything in memory. */
  stateDirectory?: string | null
  seed?: SeedName
  journalCapacity?: number
}

export type Sandbox = { ports: SandboxPorts; close(): Promise<void> }

/** Both upstreams and their control port on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = new World({
    credentials: options.credentials ?? defaultCredentials,
    stateDirectory: options.stateDirectory ?? null,
    journalCapacity: options.journalCapacity ?? 20_000,
  })
  ensureSeeded(world, options.seed ?? 'demo')
  const servers = {
    wechat: createUpstreamServer(world, wechatService(world)),
    polyv: createUpstreamServer(world, polyvService(world)),
    control: createControlServer(world),
  }
  const close = async (): Promise<void> => {
    world.stop()
    await Promise.all(
      Object.values(servers)
        .filter((server) => server.listening)
        .map(closeServer),
    )
  }
  try {
    return {
      ports: {
        wechat: await listen(servers.wechat, options.ports?.wechat ?? 0),
        polyv: await listen(servers.polyv, options.ports?.polyv ?? 0),
        control: await listen(servers.control, options.ports?.control ?? 0),
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
