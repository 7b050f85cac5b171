import { supervise } from './boot/supervisor.ts'

await supervise({ web: 'production', worker: true })
