import { setTimeout as wait } from 'node:timers/promises'
import { defaultDriver, restoreDefaultDriver } from '@/lib/channels/default-driver'
import { conditionsDriver } from '@/lib/channels/driver'
import { openConnection } from '@/lib/connections/open-connection'
import { type RunnerDependencies, runOperation } from '@/lib/operations/runner'
import { startRunner } from '@/lib/operations/runner-identity'
import { FINISH_MS, isDone } from '@/tests/faults/scenario'

type Drive = {
  drive: (operationId: string, connect?: RunnerDependencies['connect']) => Promise<boolean>
  stop: () => Promise<void>
}

/** A worker inside this process, so that a case decides what happens between two of its steps. */
export async function openDrive(): Promise<Drive> {
  const runner = await startRunner(() => undefined)
  const drivers = new Map(
    [conditionsDriver, defaultDriver, restoreDefaultDriver].map((driver) => [driver.action, driver]),
  )
  return {
    drive: async (operationId, connect = (id) => openConnection(id)) => {
      const deadline = Date.now() + FINISH_MS
      while (!(await isDone(operationId))) {
        if (Date.now() > deadline) return false
        await runOperation(operationId, {
          runnerId: runner.id,
          drivers,
          connect,
          mayStill: async () => true,
          stopping: () => false,
        })
        if (!(await isDone(operationId))) await wait(20)
      }
      return true
    },
    stop: async () => {
      await runner.stop()
    },
  }
}
