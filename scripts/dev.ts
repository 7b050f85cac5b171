import { supervise } from './boot/supervisor.ts'

await supervise({ web: 'development', worker: true })
