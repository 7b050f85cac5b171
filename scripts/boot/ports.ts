import { createServer } from 'node:net'
import { StartRefused } from './phase.ts'

/** Tries to listen; gives the port it got, or the reason it could not. */
function tryListen(port: number, host: string): Promise<number | string> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}

export async function freePort(host = '127.0.0.1'): Promise<number> {
  const port = await tryListen(0, host)
  if (typeof port === 'string') throw new StartRefused(`No port can be opened on ${host} (${port}).`)
  return port
}

/** The wanted port when it is free, otherwise any free one. */
export async function preferPort(wanted: number): Promise<number> {
  const got = await tryListen(wanted, '127.0.0.1')
  return typeof got === 'number' ? got : freePort()
}

export async function requirePort(port: number, host: string, variable: string): Promise<void> {
  const got = await tryListen(port, host)
  if (typeof got === 'number') return
  if (got === 'EADDRINUSE')
    throw new StartRefused(
      `Port ${port} is taken by another program. Set ${variable} to a free one, for example ${variable}=${port + 1}.`,
    )
  if (got === 'EACCES')
    throw new StartRefused(`This user may not open port ${port}. Set ${variable} to one above 1023.`)
  throw new StartRefused(`Cannot listen on ${host}:${port} (${got}). Check HOST and ${variable}.`)
}

/** A port number from the environment, or the fallback. */
export function portFrom(variable: string, fallback: number): number {
  const raw = process.env[variable]
  if (!raw) return fallback
  const port = Number(raw)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartRefused(`${variable} is "${raw}": give a port between 1 and 65535.`)
  return port
}
