// Both upstreams alone, on their fixed ports, with whatever credentials the environment gives them.
process.env.SANDBOX_PARENT_PID ??= String(process.ppid)
await import('../sandbox/main.ts')

export {}
