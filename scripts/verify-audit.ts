import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { bundle } from './boot/build.ts'
import { isExternal, openEmbedded, openExternal } from './boot/database.ts'
import { appEnvironment } from './boot/environment.ts'
import { loadKeys } from './boot/keys.ts'
import { prepareDataFolder } from './boot/paths.ts'
import { explain } from './boot/phase.ts'

/** A log of any length is read page by page: memory that is not needed is not taken. */
const SMALL = ['--max-old-space-size=96', '--max-semi-space-size=16']

/** Reads the log of this data folder, or of the database named in the environment, and says whether it is intact. */
async function verify(): Promise<number> {
  const dataFolder = prepareDataFolder()
  const database = isExternal() ? await openExternal(dataFolder) : await openEmbedded(dataFolder)
  try {
    const env = appEnvironment({
      dataFolder,
      databaseUrl: database.appUrl,
      keys: loadKeys(dataFolder, isExternal()),
      host: '127.0.0.1',
      port: 0,
      mode: 'production',
    })
    const command = await bundle('lib/audit/verify-command.ts')
    const child = spawn(process.execPath, [...SMALL, command, ...process.argv.slice(2)], { env, stdio: 'inherit' })
    return ((await once(child, 'exit')) as [number | null])[0] ?? 1
  } finally {
    if (database.embedded && !database.embedded.adopted) await database.embedded.stop()
  }
}

verify().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(1)
  },
)
