import os from 'node:os'

/** Where a figure was measured: it is part of the figure. */
export const machine = (): string => {
  const [cpu] = os.cpus()
  return `${cpu?.model.trim() ?? 'unknown processor'} × ${os.cpus().length}, ${Math.round(os.totalmem() / 1024 ** 3)} GB, Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`
}
