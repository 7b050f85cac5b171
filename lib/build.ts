import 'server-only'
import { existsSync, readFileSync } from 'node:fs'

const file = '.next/BUILD_ID'

/** Which build this process serves: read once, for a later deploy puts another beside the running one. */
export const buildId = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'development'
