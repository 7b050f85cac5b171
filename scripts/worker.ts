import { supervise } from './boot/supervisor.ts'

await supervise({ web: 'none', worker: true })
