import { bundle } from '../../scripts/boot/build.ts'
import { openTestServer } from '../../scripts/boot/test-database.ts'

/** Gives integration tests a PostgreSQL to make databases on, and the worker as one file to start and kill. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await openTestServer()
  process.env.TEST_DATABASE_OWNER_URL = server.ownerUrl
  process.env.TEST_DATABASE_APP_URL = server.appUrl
  process.env.TEST_DATABASE_TEMPLATE = server.template
  try {
    process.env.WORKER_BUNDLE = await bundle('lib/jobs/worker.ts')
  } catch (error) {
    // The tests that start a worker fail on the missing bundle; the others still tell something.
    process.stderr.write(`The worker could not be bundled: ${(error as Error).message}\n`)
  }
  return () => server.stop()
}
